-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-desc.changed/turso
-- alterego: with=index.changed
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops the DESC of a key
-- alterego: verdict=engine-bug
-- As add_column_loses_desc.
CREATE TABLE t(a, b, PRIMARY KEY (a DESC));
ALTER TABLE t DROP COLUMN b;
