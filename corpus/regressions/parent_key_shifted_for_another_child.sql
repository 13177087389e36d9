-- alterego: engines=sqlite,rebuild
-- Up to 3.53 SQLite's search for children by the index of t2 makes 9 of the
-- parent's '9', and the search in t1 goes on with that. The shadow knew that
-- triggers and actions see it, but not that other children do.
CREATE TABLE t0(c0 TEXT PRIMARY KEY);
CREATE TABLE t1(c1 TEXT REFERENCES t0);
CREATE TABLE t2(c2 INTEGER PRIMARY KEY DESC REFERENCES t0);
INSERT INTO t0 VALUES ('9');
INSERT INTO t1 VALUES ('9');
PRAGMA foreign_keys = ON;
UPDATE t0 SET c0 = '';
