-- alterego: signature=outcome/rename_column/rename_column.accept_hidden/expected:accepted/actual:refused:duplicate_column/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN to the name that it has is refused
-- alterego: verdict=documented-difference
-- SQLite accepts it.
CREATE TABLE t0(c0);
CREATE TEMP TABLE t0(c1);
ALTER TABLE main.t0 RENAME c0 TO c2;
ALTER TABLE main.t0 RENAME c2 TO c2;
