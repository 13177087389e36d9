-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-type_arguments.changed/turso
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops the arguments of types
-- alterego: verdict=engine-bug
-- As add_column_loses_type_arguments.
CREATE TABLE t(a VARCHAR(10), b);
ALTER TABLE t DROP COLUMN b;
