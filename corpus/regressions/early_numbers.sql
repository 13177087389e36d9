-- What 3.26 does otherwise than 3.31: CAST('1e3' AS NUMERIC) is a real number,
-- and so is CAST('-' AS NUMERIC), -0.0; behind IS a name with COLLATE is not
-- looked up first; indexes and foreign keys of REAL columns see integers and
-- text as they were given (what becomes of these is not foretold).
CREATE TABLE t0(c0);
INSERT INTO t0 VALUES (CAST('1e3' AS NUMERIC)), (CAST('--' AS NUMERIC)), (CAST('1.0x' AS NUMERIC)), (CAST('-0e5' AS NUMERIC)), (CAST('9223372036854775807.0' AS NUMERIC)), (CAST('+' AS NUMERIC)), (CAST(x'316533' AS NUMERIC)), (CAST('e3' AS NUMERIC));
UPDATE t0 SET f = f IS e COLLATE BINARY;
UPDATE t0 SET f = f IS e;
UPDATE t0 SET f = f IS NOT (e) COLLATE BINARY;
CREATE TABLE t1(c0 REAL UNIQUE);
INSERT INTO t1 VALUES (9223372036854775807);
INSERT INTO t1 VALUES (9223372036854775808.0);
CREATE TABLE t2(c0 UNIQUE);
INSERT INTO t2 VALUES (1);
CREATE TABLE t3(c1 DOUBLE PRECISION REFERENCES t2(c0));
PRAGMA foreign_keys = 1;
INSERT INTO t3 VALUES ('1');
ALTER TABLE t0 RENAME c0 TO c1;
