-- alterego: signature=outcome/add_column/add_column.accept/expected:accepted/actual:refused:add_non_constant/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN refuses a DEFAULT that is CAST(NULL AS BLOB), if there are rows
-- alterego: verdict=gap
-- Cannot add a column with non-constant default. SQLite computes it.
CREATE TABLE t0(c0);
INSERT INTO t0 (c0) VALUES (NULL);
ALTER TABLE t0 ADD c1 DEFAULT (CAST(NULL AS BLOB));
