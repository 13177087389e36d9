-- alterego: signature=outcome/delete/dml.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: versions=*
-- alterego: reason=DELETE of all rows of a table that refers to itself is refused
-- alterego: verdict=engine-bug
-- No child is left at the end of the statement, and SQLite asks then.
CREATE TABLE t0(c0 PRIMARY KEY, c1 REFERENCES t0);
INSERT INTO t0 (c0, c1) VALUES (10, '');
INSERT INTO t0 VALUES (0, 10);
PRAGMA foreign_keys = true;
DELETE FROM t0;
