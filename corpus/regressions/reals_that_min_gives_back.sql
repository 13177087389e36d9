-- Of equal values min() gives back the last and max() the first. The shadow took
-- the wrong one for a REAL that SQLite holds as an integer.
CREATE TABLE t0(c0 REAL AS (0 <= ''), c1 DECIMAL(5,2) AS (min(CASE WHEN c0 THEN c0 END, c0 / c0)), c2);
INSERT INTO t0 (c2) VALUES (NULL);
CREATE TABLE t1(c0 REAL AS (1), c1 DECIMAL AS (min(c0, c0 / c0)), c2 DECIMAL AS (min(c0 / c0, c0)), c3 DECIMAL AS (max(c0, c0 / c0)), c4 DECIMAL AS (max(c0 / c0, c0)), c5);
INSERT INTO t1 (c5) VALUES (NULL);
