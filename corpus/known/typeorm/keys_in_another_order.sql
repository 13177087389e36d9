-- alterego: signature=schema/rename_column/rename_column.accept*/index.changed/typeorm
-- alterego: with=schema-table.changed:schema-index.changed
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN puts the column behind the others of an index or a UNIQUE
-- alterego: verdict=engine-bug
-- The index on (a, b) is one on (b, c).
CREATE TABLE t(a, b);
CREATE INDEX i ON t(a, b);
ALTER TABLE t RENAME COLUMN a TO c;
