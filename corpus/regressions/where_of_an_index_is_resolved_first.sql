-- The rebuild engine named the key's column. SQLite resolves the WHERE of an
-- index before its keys, unless the first key is a bare column.
CREATE TEMP TABLE t0(c0);
CREATE TABLE t0(c1);
CREATE TABLE t1(c2, c3);
CREATE INDEX i0 ON t1(c2 COLLATE RTRIM) WHERE c3;
ALTER TABLE t0 RENAME TO t2;
ALTER TABLE t0 RENAME TO t3;
ALTER TABLE t1 RENAME TO t0;
ALTER TABLE t2 RENAME TO t0;
ALTER TABLE t3 RENAME TO t1;
DROP INDEX i0;
CREATE INDEX main.i0 ON t0(c2) WHERE c3;
ALTER TABLE t3 RENAME TO t1;
