-- A REAL that is computed from an integer is passed on as such by columns
-- without a type: not by their name alone, by CASE, COLLATE and coalesce() too.
-- As a rowid it is a datatype mismatch; the shadow expected a row.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY);
CREATE TABLE t1(c1 DOUBLE PRECISION AS (32768), c0 AS (CASE WHEN c1 THEN c1 END), c2 AS (c0), c3);
CREATE TRIGGER r0 INSERT ON t1 BEGIN INSERT INTO t0 VALUES (new.c2); END;
ALTER TABLE t0 ADD c4 AS ('');
INSERT INTO t1(c3) VALUES (1);
CREATE TABLE t2(c1 REAL AS (1), c0 AS (c1 COLLATE NOCASE), c3);
CREATE TRIGGER r2 INSERT ON t2 BEGIN INSERT INTO t0 VALUES (new.c0); END;
INSERT INTO t2(c3) VALUES (1);
ALTER TABLE t2 RENAME c3 TO c4;
