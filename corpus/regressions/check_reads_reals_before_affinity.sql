-- 3.31 tests a CHECK before the columns' types are applied, but reads a column of
-- type REAL as a real number all the same; 3.26 does not. The shadow took both
-- for integers.
CREATE TABLE t0(c0 DOUBLE PRECISION, c1, c2 CHECK (11 / c0));
CREATE TABLE t1(c0 DOUBLE PRECISION, c1, c2 CHECK (11 / CASE 0 WHEN '' THEN 0 WHEN c1 THEN '' ELSE c0 END));
CREATE TABLE t2(c0 DOUBLE PRECISION, c1 CHECK (typeof(c0) = 'real'));
INSERT INTO t0 VALUES (2147483648, 0, '');
INSERT INTO t1 VALUES (2147483648, 1.0, '');
INSERT INTO t2 VALUES (2147483648, 1.0);
UPDATE t0 SET c0 = 2147483647;
UPDATE t1 SET c0 = 2147483647;
ALTER TABLE t0 RENAME TO t3;
