-- alterego: mode=full
-- SQLite stores a REAL of a VIRTUAL column that it holds as an integer as one,
-- and the affinity of such a column got lost where a STORED one read it.
CREATE TABLE t0(c0, g REAL AS (0), h TEXT AS (0));
INSERT INTO t0 VALUES (0);
ALTER TABLE t0 ADD c1;
ALTER TABLE t0 ALTER COLUMN c1 SET EXPRESSION AS (g) STORED;
ALTER TABLE t0 ADD c2 AS (h) STORED;
-- In a larger expression it is a REAL.
ALTER TABLE t0 ADD c3;
ALTER TABLE t0 ALTER COLUMN c3 SET EXPRESSION AS ((g + 0) || 'x') STORED;
