-- alterego: signature=schema/drop_column/drop_column.reload/indexes.missing/alembic
-- alterego: with=schema-index-table.changed:tables.changed:xinfo.missing:xinfo.changed
-- alterego: versions=*
-- alterego: reason=drop_column of a column that an index needs fails when all is done but the indexes
-- alterego: verdict=engine-bug
-- The tool has an error to tell, and the column is gone all the same, with
-- every index of the table.
CREATE TABLE t(a INTEGER, b INTEGER);
CREATE INDEX i ON t(b);
ALTER TABLE t DROP COLUMN b;
