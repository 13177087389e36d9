-- DESC in PRIMARY KEY (c DESC) does not count, so the column is taken for a
-- rowid until the statement is read, and RENAME COLUMN loses what UNIQUE said of
-- it: "error in table t0 after rename: no such column: c0". The shadow expected
-- it to be accepted.
CREATE TABLE t0(c0 INTEGER, PRIMARY KEY (c0 DESC), UNIQUE (c0)) WITHOUT ROWID;
ALTER TABLE t0 RENAME c0 TO c1;
DROP TABLE t0;
CREATE TABLE t0(c0 INTEGER PRIMARY KEY DESC, UNIQUE (c0)) WITHOUT ROWID;
ALTER TABLE t0 RENAME c0 TO c1;
-- The rebuild engine took an index "a)b" for the table a when SQLite named it.
CREATE TABLE a(x);
CREATE TABLE t1(c1, c2);
CREATE INDEX "a)b" ON t1(c2);
ALTER TABLE t1 DROP c2;
-- PRIMARY KEY (a DESC) of one INTEGER column is the rowid until WITHOUT ROWID is
-- read: 3.26 then renames the column and not the key. The shadow left DESC out.
CREATE TABLE t2(a INTEGER, b, PRIMARY KEY (a DESC)) WITHOUT ROWID;
INSERT INTO t2 VALUES (1, 2);
ALTER TABLE t2 RENAME a TO c;
ALTER TABLE t2 RENAME b TO d;
