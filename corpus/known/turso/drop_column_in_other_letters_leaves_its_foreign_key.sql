-- alterego: signature=schema/drop_column/drop_column.accept*/fks.extra/turso
-- alterego: with=schema-new-references.changed:schema-new-unreadable.changed
-- alterego: versions=*
-- alterego: reason=DROP COLUMN of a column with capitals in its name leaves its foreign key
-- alterego: verdict=engine-bug
CREATE TABLE t(a, B REFERENCES t(a));
ALTER TABLE t DROP COLUMN B;
