-- The integer that a machine makes of a REAL beyond its range is the smallest;
-- 3.26 computed with it, later releases take the largest for large ones.
CREATE TABLE t(a);
INSERT INTO t VALUES (9223372036854775808.0 % 7), (-1e300 % 7), (5 % 1e300), (1e19 % '3.5x');
UPDATE t SET a = 9223372036854775808.0 % 7;
ALTER TABLE t RENAME a TO b;
