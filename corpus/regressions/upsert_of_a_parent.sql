-- The shadow said "FOREIGN KEY constraint failed": one new row alone mends no
-- violation of a key that is not deferred, but DO UPDATE is more than that.
CREATE TABLE t0(c0 PRIMARY KEY, c1);
INSERT INTO t0 VALUES (14, 1);
CREATE TABLE t1(c1 REFERENCES t0);
INSERT INTO t1 VALUES (14);
PRAGMA foreign_keys = 1;
ALTER TABLE t0 RENAME TO t2;
INSERT INTO t2(c0) VALUES (14) ON CONFLICT DO UPDATE SET c0 = c0;
INSERT INTO t2(c0) VALUES (14) ON CONFLICT DO UPDATE SET c1 = 2;
INSERT INTO t2(c0) VALUES (14) ON CONFLICT DO UPDATE SET c0 = 15;
INSERT INTO t2(c0) VALUES (14) ON CONFLICT DO UPDATE SET c0 = excluded.c0;
