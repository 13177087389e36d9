-- alterego: signature=schema/drop_column/*-lost-type_arguments*/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops the arguments of types
-- alterego: verdict=engine-bug
-- As add_column_loses_type_arguments.
CREATE TABLE t(a VARCHAR(10), b);
ALTER TABLE t DROP COLUMN b;
