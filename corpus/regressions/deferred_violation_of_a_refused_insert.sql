-- An INSERT of one row that stops at a missing parent leaves what it has counted
-- of the foreign keys that are deferred: then nothing is wrong with the rows, and
-- COMMIT fails (every release; fkLookupParent, OP_FkCounter). The shadow took
-- the count back with the row.
CREATE TABLE t0(c0 PRIMARY KEY, c1 REFERENCES t0 DEFERRABLE INITIALLY DEFERRED, c2 REFERENCES t0);
PRAGMA foreign_keys = ON;
BEGIN;
INSERT INTO t0 VALUES (0, 2.25, 6);
COMMIT;
BEGIN;
INSERT INTO t0 VALUES (0, 2, 0);
INSERT INTO t0 VALUES (1, 3, 9);
INSERT INTO t0 VALUES (2, 0, 2);
COMMIT;
ROLLBACK;
CREATE TABLE t1(c0 PRIMARY KEY, c1 REFERENCES t1, c2 REFERENCES t1 DEFERRABLE INITIALLY DEFERRED);
BEGIN;
INSERT INTO t1 VALUES (0, 0, 2);
INSERT INTO t1 VALUES (1, 9, 5);
INSERT INTO t1 VALUES (2, 0, 2);
COMMIT;
