-- alterego: mode=full
-- What one action computes, the next one keeps as the first one's type has it.
-- The engine stored 0 instead of '0'.
CREATE TABLE t0(c0, c1);
INSERT INTO t0 VALUES (0, 1);
ALTER TABLE t0 ALTER COLUMN c0 TO c0 VARCHAR(10) AS (0), ALTER COLUMN c0 TO c0;
ALTER TABLE t0 ALTER COLUMN c0 TO c0 TEXT AS (c1), ALTER COLUMN c0 TO c2 INT;
