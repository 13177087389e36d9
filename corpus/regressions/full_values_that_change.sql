-- alterego: mode=full
-- Values under a new type, where SQL says something else than a column stores:
-- as REAL the integer 0 is 0.0, also on the way to a third type.
CREATE TABLE t0(c0);
INSERT INTO t0 (c0) VALUES (0);
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT, ALTER COLUMN c0 TYPE DOUBLE PRECISION, ALTER COLUMN c0 TO c0;
-- CAST AS NUMERIC leaves some texts real of which a column makes integers.
CREATE TABLE t1(c0 VARCHAR(10));
INSERT INTO t1 VALUES (123456789012345680.0);
ALTER TABLE t1 ALTER COLUMN c0 TYPE INT;
-- The largest integer is no REAL, though CAST gives it back.
CREATE TABLE t2(c0);
INSERT INTO t2 VALUES (9223372036854775807);
ALTER TABLE t2 ALTER COLUMN c0 TYPE REAL;
-- 3 as REAL is not the parent '3'.
CREATE TABLE t3(c0 UNIQUE);
INSERT INTO t3 VALUES (3);
ALTER TABLE t3 ALTER COLUMN c0 TYPE TEXT;
ALTER TABLE t3 ADD c REFERENCES t3(c0) AFTER c0;
ALTER TABLE t3 ALTER COLUMN c TYPE REAL USING 3;
