-- alterego: signature=outcome/rename_column/rename_column.temp_again/expected:refused:no_such_column/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN of a TEMP table is accepted though a trigger of it names the column twice
-- alterego: verdict=documented-difference
-- SQLite refuses, because it rewrites the trigger twice.
CREATE TEMP TABLE t0(c0);
CREATE TRIGGER r0 INSERT ON t0 BEGIN SELECT * FROM t0 n0 JOIN t0 ON n0.c0; END;
ALTER TABLE t0 RENAME c0 TO c1;
