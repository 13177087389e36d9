-- alterego: engines=sqlite:3.54.1,rebuild@sqlite:3.54.1
-- A parent that comes is counted for children that were orphans before, too.
-- Since 3.51 a count below zero refuses as well. The shadow accepted.
CREATE TABLE t0(c0 PRIMARY KEY, c3 REFERENCES t0);
INSERT INTO t0 VALUES (NULL, '');
PRAGMA foreign_keys = 1;
INSERT INTO t0 VALUES (NULL, ''), ('', NULL);
CREATE TABLE t1(c0 PRIMARY KEY, c3 REFERENCES t1 DEFERRABLE INITIALLY DEFERRED);
PRAGMA foreign_keys = 0;
INSERT INTO t1 VALUES (NULL, '');
PRAGMA foreign_keys = 1;
BEGIN;
INSERT INTO t1 VALUES (NULL, '');
INSERT INTO t1 VALUES ('', NULL);
COMMIT;
ROLLBACK;
