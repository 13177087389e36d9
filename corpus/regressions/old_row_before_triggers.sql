-- UPDATE asks every key that refers to its table for the columns of OLD before
-- it compiles its triggers: a mismatch found there hides an error of theirs,
-- and gives way to all that is found later. It was looked for at the end, where
-- it replaced what REPLACE had found in the meantime.
CREATE TABLE t3(c0 REFERENCES t0);
CREATE TABLE t2(c1 REFERENCES t0(c1));
CREATE TABLE t0(c2 REFERENCES r0, c1 UNIQUE);
PRAGMA foreign_keys = 1;
-- no such table: main.r0
UPDATE OR REPLACE t0 SET c1 = 0;
-- foreign key mismatch - "t3" referencing "t0"
UPDATE t0 SET c1 = 0;
UPDATE t0 SET c2 = 0;
CREATE TRIGGER r1 BEFORE UPDATE ON t0 BEGIN INSERT INTO nosuch VALUES (1); END;
UPDATE OR REPLACE t0 SET c1 = 0;
-- foreign key mismatch - "t3" referencing "t0"
UPDATE t0 SET c1 = 0;
UPDATE t0 SET c2 = 0;
DROP TRIGGER r1;
CREATE TRIGGER r1 AFTER INSERT ON t2 BEGIN UPDATE OR REPLACE t0 SET c1 = 0; END;
INSERT INTO t2 DEFAULT VALUES;
