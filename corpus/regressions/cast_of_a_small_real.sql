-- A whole number that a generated REAL column computes is still an integer in
-- SQLite's hands, through CAST AS NUMERIC as well, and the NUMERIC column that
-- is computed from it keeps it as 0.0. The shadow had 0.
CREATE TABLE t(a, b REAL AS (0));
INSERT INTO t VALUES (1);
ALTER TABLE t ADD COLUMN c BOOLEAN AS (CAST(b AS NUMERIC));
