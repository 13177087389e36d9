-- The shadow said "misuse of aggregate function total()" of a SELECT without
-- FROM, took the call of an aggregate for a reason to keep a statement journal,
-- so that it expected the rows of a statement that failed to be gone, and
-- overlooked that abs() of a large constant fails.
CREATE TABLE t0(c0);
CREATE TABLE t1(c0);
CREATE TABLE t2(c0);
CREATE TRIGGER r0 INSERT ON t0 BEGIN SELECT total(0); SELECT count(*), max(1) WHERE 0; END;
INSERT INTO t0 VALUES (1);
ALTER TABLE t0 RENAME TO t3;
INSERT INTO t3 VALUES (1);
CREATE TRIGGER r1 DELETE ON t1 BEGIN SELECT abs(~9223372036854775808.0) FROM t1 AS n0; END;
INSERT INTO t1 VALUES (1);
DELETE FROM t1;
CREATE TRIGGER r2 INSERT ON t2 BEGIN INSERT INTO t2 VALUES (0); END;
CREATE TRIGGER r3 INSERT ON t2 BEGIN SELECT total(0) FROM t2 AS n0; END;
PRAGMA recursive_triggers = 1;
SAVEPOINT s;
INSERT INTO t2 VALUES (1);
RELEASE s;
ALTER TABLE t1 ADD c1;
