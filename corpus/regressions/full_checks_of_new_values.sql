-- alterego: mode=full
-- A CHECK compares as its columns do, with their types and collations. What
-- USING gives has neither, so the rebuild engine let -1 be at least 0 as text.
CREATE TABLE t0(c0);
INSERT INTO t0 VALUES (0);
ALTER TABLE t0 ADD CHECK (c0 >= 0);
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT USING ~0;
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT USING 1;
-- A new collation is that of the CHECKs that are there.
CREATE TABLE t1(c0 TEXT, c1 TEXT CHECK (c0 <> c1));
INSERT INTO t1 VALUES ('a', 'A');
ALTER TABLE t1 ALTER c0 TYPE TEXT COLLATE NOCASE;
ALTER TABLE t1 ALTER c1 TYPE TEXT COLLATE NOCASE;
CREATE TABLE t2(c0 TEXT COLLATE NOCASE, c1 TEXT CHECK (c0 = c1));
INSERT INTO t2 VALUES ('a', 'A');
ALTER TABLE t2 ALTER c0 TYPE TEXT COLLATE BINARY;
ALTER TABLE t2 ADD c2 TEXT DEFAULT 1 CHECK (c2 >= -1);
