-- A whole number of a VIRTUAL REAL column that a column without a type passes on
-- is stored as an integer or as a real, depending on the way.
CREATE TABLE t0(c0, c1 REAL AS (0), c2, c3 AS (c1));
CREATE TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO t0 VALUES (0, new.c3); END;
INSERT INTO t0 (c0, c2) VALUES (0, 0);
ALTER TABLE t0 RENAME COLUMN c2 TO x;
CREATE TABLE t1(c0, c1 REAL AS (0), c2 AS (c1));
INSERT INTO t1 VALUES (0);
INSERT INTO t1 (c0) SELECT c2 FROM t1;
UPDATE t1 SET c0 = c2;
