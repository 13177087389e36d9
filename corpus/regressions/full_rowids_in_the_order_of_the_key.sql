-- alterego: mode=full
-- SET WITH ROWID numbered the rows as if no part of the key was DESC or had a
-- COLLATE of its own.
CREATE TABLE t0(a TEXT, b, PRIMARY KEY (b DESC, a COLLATE nocase)) WITHOUT ROWID;
INSERT INTO t0 VALUES ('b', 1), ('A', 1), ('c', 2), ('C2', 0);
ALTER TABLE t0 SET WITH ROWID;
CREATE TABLE t1(a PRIMARY KEY DESC) WITHOUT ROWID;
INSERT INTO t1 VALUES (1), (2);
ALTER TABLE t1 SET WITH ROWID;
