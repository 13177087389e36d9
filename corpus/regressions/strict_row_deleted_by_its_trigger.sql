-- A BEFORE trigger sees NULL for columns that neither the UPDATE sets nor a
-- trigger reads, so a value of a wrong type that ADD COLUMN let in is not looked
-- at until the triggers are through. Beside a generated column the shadow looked
-- at it before.
CREATE TABLE t0(c0 INT) STRICT;
CREATE TRIGGER r0 UPDATE ON t0 BEGIN DELETE FROM t0; END;
INSERT INTO t0 (c0) VALUES (0);
ALTER TABLE t0 ADD c1 INT AS (0);
ALTER TABLE t0 ADD c3 BLOB DEFAULT 0;
UPDATE t0 SET c0 = c0;
