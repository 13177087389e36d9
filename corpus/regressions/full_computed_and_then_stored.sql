-- alterego: mode=full
-- What one action computes, the next one keeps as the first one's type has it.
-- The engine stored 0 instead of '0'.
CREATE TABLE t0(c0, c1);
INSERT INTO t0 VALUES (0, 1);
ALTER TABLE t0 ALTER COLUMN c0 TO c0 VARCHAR(10) AS (0), ALTER COLUMN c0 TO c0;
ALTER TABLE t0 ALTER COLUMN c0 TO c0 TEXT AS (c1), ALTER COLUMN c0 TO c2 INT;
-- So is what is computed from a column that an action before changes, in
-- whatever order the columns stand.
CREATE TABLE t1(c0, c3 AS (c1 || c2), c1, c2 AS (c1), c4 INT AS ('1.0'));
INSERT INTO t1 (c0, c1) VALUES ('', 0);
ALTER TABLE t1 ALTER COLUMN c1 SET EXPRESSION AS ('x'), ALTER COLUMN c3 DROP EXPRESSION, ALTER COLUMN c2 DROP EXPRESSION IF EXISTS;
ALTER TABLE t1 ALTER COLUMN c4 TYPE TEXT, ALTER COLUMN c4 DROP EXPRESSION;
