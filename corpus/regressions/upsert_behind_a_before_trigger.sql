-- alterego: engines=sqlite,rebuild
-- alterego: probes=all
-- SQLite compiles the BEFORE triggers of an INSERT in front of its DO UPDATE,
-- and says first what is wrong with them: here "no such column: e". The
-- prediction was "no such column: t0".
CREATE TABLE t0(c0 PRIMARY KEY, c1, c2);
CREATE TRIGGER r0 UPDATE ON t0 BEGIN INSERT INTO t0 VALUES (0, 0, 0, 0) ON CONFLICT DO UPDATE SET c2 = 0 WHERE t0; END;
CREATE TRIGGER r1 INSERT ON t0 BEGIN UPDATE t0 SET e = 0; END;
ALTER TABLE t0 ADD c3;
UPDATE t0 SET c0 = c0;
INSERT INTO t0 VALUES (0, 0, 0, 0) ON CONFLICT DO UPDATE SET nope = 0;
DROP TRIGGER r1;
INSERT INTO t0 VALUES (0, 0, 0, 0) ON CONFLICT DO UPDATE SET nope = 0;
