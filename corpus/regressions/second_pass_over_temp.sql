-- The rebuild engine spoke of the trigger, which SQLite reads a second time for a
-- table of temp, but only when it has been through all objects once.
CREATE TEMP TABLE t0(c0);
CREATE TRIGGER r0 UPDATE ON t0 BEGIN INSERT INTO t0 VALUES (old.c0); END;
CREATE INDEX i0 ON t0("group");
ALTER TABLE t0 RENAME c0 TO c1;
DROP INDEX i0;
ALTER TABLE t0 RENAME c0 TO c1;
DROP TRIGGER r0;
ALTER TABLE t0 RENAME c0 TO c1;
