-- alterego: mode=full
-- A STORED column that reads a VIRTUAL one was computed without the latter's
-- affinity and collation: '0' < 4 was a comparison with a number.
CREATE TABLE t0(c0, c1, c2 TEXT, c3 TEXT COLLATE nocase AS (c1 || 'X'));
INSERT INTO t0 (c1, c2) VALUES (NULL, ''), ('x', 'y');
ALTER TABLE t0 ALTER COLUMN c2 SET EXPRESSION AS (0);
ALTER TABLE t0 ALTER COLUMN c0 SET EXPRESSION AS (c2 < 4) STORED;
ALTER TABLE t0 ADD COLUMN c4 AS (c3 = 'XX') STORED;
CREATE TABLE t1(k INTEGER PRIMARY KEY, a INT, v REAL AS (k + a), s AS (v) STORED, q AS ("b" || s) STORED);
INSERT INTO t1 (k, a) VALUES (7, 1), (9, 2);
ALTER TABLE t1 ALTER COLUMN a TYPE TEXT;
ALTER TABLE t1 ALTER COLUMN s SET EXPRESSION AS (v > '8.0');
ALTER TABLE t1 ADD COLUMN b INT DEFAULT 3, ALTER COLUMN a TYPE INT USING a + k;
