-- The shadow said "FOREIGN KEY constraint failed", but a connection that may only
-- read gets as far as no row.
CREATE TABLE t0(c0 PRIMARY KEY);
INSERT INTO t0 VALUES (10);
CREATE TABLE t1(c0 REFERENCES t0);
PRAGMA foreign_keys = 1;
INSERT INTO t1 VALUES (10);
ALTER TABLE t0 RENAME TO t2;
PRAGMA query_only = 1;
DROP TABLE t2;
PRAGMA query_only = 0;
DROP TABLE t2;
