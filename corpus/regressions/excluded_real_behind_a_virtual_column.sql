-- alterego: engines=sqlite,rebuild
-- The shadow had made reals of all REAL columns of excluded. Up to 3.53 SQLite
-- takes the wrong registers where a VIRTUAL column stands before them
-- (sqlite3UpsertDoUpdate), and a whole number stays an integer or is no rowid.
CREATE TABLE t0(c0 AS (NULL), c1, c2 DOUBLE PRECISION, PRIMARY KEY (c1));
CREATE TABLE t1(c3);
CREATE TRIGGER r0 INSERT ON t1 BEGIN INSERT INTO t0 (c1, c2) VALUES (0, 0) ON CONFLICT DO UPDATE SET c1 = excluded.c2; END;
ALTER TABLE t1 ADD c1;
INSERT INTO t1 VALUES (1, 1), (1, 1);
CREATE TABLE t2(c0 AS (NULL), c1 INTEGER, c2 DOUBLE PRECISION, PRIMARY KEY (c1));
CREATE TRIGGER r1 INSERT ON t1 BEGIN INSERT INTO t2 (c1, c2) VALUES (0, 0) ON CONFLICT DO UPDATE SET c1 = excluded.c2; END;
ALTER TABLE t1 RENAME c1 TO c2;
INSERT INTO t1 VALUES (1, 1), (1, 1);
