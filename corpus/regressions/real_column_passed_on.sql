-- A generated column of type REAL holds whole numbers as integers, and what is
-- computed from it differs by version: c was 1.0 until 3.40, is 1 since.
CREATE TABLE t(a REAL AS (1), b INT AS (a), c NUMERIC AS (max(a, 0)), d INT AS (b) STORED, e AS (a) STORED, f CHECK (typeof(d) <> 'x'));
INSERT INTO t(f) VALUES (1);
ALTER TABLE t RENAME a TO z;
UPDATE t SET f = 2;
