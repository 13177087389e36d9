-- alterego: signature=schema/drop_column/*-lost-desc*/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops the DESC of a key
-- alterego: verdict=engine-bug
-- As add_column_loses_desc.
CREATE TABLE t(a, b, PRIMARY KEY (a DESC));
ALTER TABLE t DROP COLUMN b;
