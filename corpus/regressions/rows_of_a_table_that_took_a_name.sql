-- The observer kept a compiled SELECT of the first t0, and so took the second
-- one, which has no rowid, for a rowid table: "rows main.t0" was refused.
CREATE TABLE t0(c0);
ALTER TABLE t0 RENAME TO t1;
CREATE TABLE t0(c0 PRIMARY KEY) WITHOUT ROWID;
INSERT INTO t0 VALUES ('x');
