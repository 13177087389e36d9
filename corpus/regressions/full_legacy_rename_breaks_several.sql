-- alterego: mode=full
-- Under legacy_alter_table a rename may break an index and a trigger; no order
-- of errors is promised.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0(0) WHERE t0.c0;
CREATE TRIGGER r0 DELETE ON t0 BEGIN INSERT INTO t0 (c0) VALUES (0); END;
ALTER TABLE t0 RENAME TO t1;
PRAGMA legacy_alter_table = true;
ALTER TABLE t1 RENAME TO t0;
