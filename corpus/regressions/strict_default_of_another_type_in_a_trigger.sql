-- A column NOT NULL ON CONFLICT REPLACE is looked at twice, the second time with
-- ABORT, so that a statement in a transaction leaves nothing behind. The shadow
-- expected rows.
CREATE TABLE t0(c0 INT, c1 TEXT) STRICT;
CREATE TRIGGER r0 AFTER INSERT ON t0 BEGIN INSERT INTO t0 (c0, c1) VALUES (0, 0); END;
ALTER TABLE t0 ADD c2 BLOB NOT NULL ON CONFLICT REPLACE DEFAULT 0;
BEGIN;
INSERT INTO t0(c0, c1, c2) VALUES (1, 'x', x'00');
SELECT * FROM t0;
COMMIT;
