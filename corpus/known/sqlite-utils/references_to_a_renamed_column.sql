-- alterego: signature=schema/rename_column/*.accept*/fks.changed/sqlite-utils
-- alterego: with=schema-table.changed:fk_check.changed:fk_check.missing:fk_check.refused:fk_check.refused-expected
-- alterego: versions=*
-- alterego: reason=transform() that renames a column leaves the old name in the foreign keys of other tables, and in its own
-- alterego: verdict=engine-bug
CREATE TABLE p(a INTEGER);
CREATE TABLE t(a INTEGER REFERENCES p(a));
ALTER TABLE p RENAME COLUMN a TO b;
