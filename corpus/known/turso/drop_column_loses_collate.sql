-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-collate.changed/turso
-- alterego: with=index.changed
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops the COLLATE of other columns
-- alterego: verdict=engine-bug
-- As add_column_loses_collate.
CREATE TABLE t(a TEXT COLLATE NOCASE, b);
ALTER TABLE t DROP COLUMN b;
