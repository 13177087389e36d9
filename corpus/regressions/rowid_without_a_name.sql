-- The rebuild engine did not find the column in the view: SQLite reports a read
-- without a name, too, where no column of a table is read.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY);
CREATE VIEW v0 AS SELECT n0.c0 FROM t0 AS n0;
ALTER TABLE t0 RENAME c0 TO c1;
ALTER TABLE t0 RENAME c1 TO ``;
ALTER TABLE t0 RENAME `` TO c0;
