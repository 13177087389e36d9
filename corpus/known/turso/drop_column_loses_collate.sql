-- alterego: signature=schema/drop_column/*-lost-collate*/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops the COLLATE of other columns
-- alterego: verdict=engine-bug
-- As add_column_loses_collate.
CREATE TABLE t(a TEXT COLLATE NOCASE, b);
ALTER TABLE t DROP COLUMN b;
