-- Open: the rebuild engine names the key's column. SQLite resolves the WHERE of an index
-- before its keys, unless a key is a bare column.
CREATE TEMP TABLE t0(c0);
CREATE TABLE t0(c1);
CREATE TABLE t1(c2, c3);
CREATE INDEX i0 ON t1(c2 COLLATE RTRIM) WHERE c3;
ALTER TABLE t0 RENAME TO t2;
ALTER TABLE t0 RENAME TO t3;
ALTER TABLE t1 RENAME TO t0;
ALTER TABLE t2 RENAME TO t0;
ALTER TABLE t3 RENAME TO t1;
