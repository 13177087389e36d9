-- alterego: mode=full
-- A column counts as changed if one that it is computed from does, and not
-- if another one does, nor by what its values turn out to be.
CREATE TABLE t0(c0, c1 REFERENCES "select" AS (0 OR c0) STORED);
INSERT INTO t0 VALUES (0);
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT;
CREATE TABLE t1(c0 PRIMARY KEY, c1 AS (0) REFERENCES t1);
ALTER TABLE t1 ADD c2;
INSERT INTO t1 VALUES (3, NULL);
ALTER TABLE t1 ADD c3;
ALTER TABLE t1 ALTER COLUMN c1 DROP EXPRESSION;
