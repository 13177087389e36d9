-- alterego: mode=full
-- SQLite lets a table in whose generated columns are computed from each other,
-- and refuses to use it. ALTER TABLE made such a table.
CREATE TABLE t0(c0, c1, c2 AS (CASE WHEN c1 THEN 0 END) STORED);
INSERT INTO t0 VALUES (0, 0);
ALTER TABLE t0 ALTER COLUMN c1 SET EXPRESSION AS (c2);
ALTER TABLE t0 ALTER COLUMN c0 TO c0 AS (c0);
ALTER TABLE t0 ALTER COLUMN c0 SET EXPRESSION AS (CASE WHEN c0 THEN 0 END) STORED;
