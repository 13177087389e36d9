-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-conflict.changed/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops the ON CONFLICT clauses of other columns
-- alterego: verdict=engine-bug
-- As add_column_loses_conflict.
CREATE TABLE t(a NOT NULL ON CONFLICT REPLACE DEFAULT 1, b);
ALTER TABLE t DROP COLUMN b;
