-- alterego: signature=outcome/rename_column/rename_column.accept*/expected:accepted/actual:refused:no_such_column/turso
-- alterego: answer=*error in trigger * after rename*
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN is refused if an UPDATE FROM in a trigger reads the column
-- alterego: verdict=engine-bug
-- error in trigger r0 after rename: no such column: c0. SQLite renames it there.
CREATE TABLE t0(c0);
CREATE TRIGGER r0 INSERT ON t0 BEGIN UPDATE t0 SET c = n0.c0 FROM t0 n0; END;
ALTER TABLE t0 RENAME c0 TO c1;
