-- What a foreign key cascades into ran the triggers of the rows that it deletes
-- as if they were in a statement OR ABORT: the shadow expected a REPLACE there
-- to be refused.
CREATE TABLE t0(c0 PRIMARY KEY, c1 REFERENCES t0 ON DELETE CASCADE);
CREATE TRIGGER r0 DELETE ON t0 WHEN old.c1 BEGIN REPLACE INTO t0 VALUES (0, 0); END;
INSERT INTO t0 VALUES (2, NULL), (6, 2), (0, NULL);
PRAGMA foreign_keys = 1;
DELETE FROM t0 WHERE c0 = 2;
-- An UPDATE cascades with ABORT, its triggers as well.
CREATE TABLE t1(c0 PRIMARY KEY, c1 REFERENCES t1 ON UPDATE CASCADE);
CREATE TRIGGER r1 UPDATE OF c1 ON t1 BEGIN REPLACE INTO t1 VALUES (0, 0); END;
INSERT INTO t1 VALUES (2, NULL), (6, 2), (0, NULL);
UPDATE t1 SET c0 = 3 WHERE c0 = 2;
