-- alterego: mode=full
-- Where a foreign key was asked for, a column that an expression read without
-- its table was one of the parent, if that has such a column.
CREATE TABLE t0(c0 PRIMARY KEY, c1);
CREATE TABLE t1(c0 REFERENCES t0, c1);
INSERT INTO t0 VALUES ('', 0);
INSERT INTO t1 (c0, c1) VALUES ('', '');
ALTER TABLE t1 ALTER COLUMN c0 TYPE TEXT, ALTER COLUMN c0 SET EXPRESSION AS (c1) VIRTUAL;
-- A string is none, even if the column was called so before.
CREATE TABLE t2(b);
INSERT INTO t2 (b) VALUES (x'');
ALTER TABLE t2 ALTER COLUMN b TO "c" CHECK (typeof("b") <> 'blob');
