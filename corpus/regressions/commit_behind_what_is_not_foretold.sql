-- How many deferred foreign keys a statement violates that the shadow does not
-- foretell, nobody knows: COMMIT was foretold to succeed all the same.
CREATE TABLE p(a PRIMARY KEY);
CREATE TABLE t0(c0, c1);
CREATE TABLE t1(c1 REFERENCES p DEFERRABLE INITIALLY DEFERRED);
INSERT INTO t0 VALUES (1, 2), (1, 3);
PRAGMA foreign_keys = 1;
BEGIN;
INSERT INTO t1 SELECT sum(c1) FROM t0 GROUP BY c0;
COMMIT;
ROLLBACK;
ALTER TABLE t1 RENAME TO t2;
