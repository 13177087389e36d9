-- alterego: mode=full
-- With legacy_alter_table a RENAME TO leaves the old name in the WHERE of an
-- index, and is refused for it. Behind it in one statement, other actions were
-- told of first.
CREATE TABLE t0(c0, c1);
CREATE INDEX i0 ON t0(0) WHERE t0.c0;
PRAGMA legacy_alter_table = ON;
ALTER TABLE t0 RENAME TO t1;
ALTER TABLE t0 RENAME TO t1, ENABLE TRIGGER r1;
ALTER TABLE t0 RENAME TO t2, RENAME c0 TO c1;
ALTER TABLE t0 RENAME TO t2, RENAME TO t2;
ALTER TABLE t0 RENAME TO t2, ADD c1 AFTER c0;
CREATE TRIGGER r0 DELETE ON t0 BEGIN INSERT INTO t0 (c0, b) VALUES (0); END;
ALTER TABLE t0 RENAME TO t2, RENAME c0 TO b;
