-- A VIRTUAL column that calls a function is computed where it is read: from
-- 3.38 on an INSERT that selects it may fail by that call, so that SQLite takes
-- all of its rows back. The shadow left the rows in that came before.
CREATE TABLE t0(c0 REAL, c1 TEXT, c2 REAL) STRICT;
CREATE TABLE t1(c3, c1 AS (min(0, 0)));
INSERT INTO t1 (c3) VALUES (0), ('');
BEGIN;
ALTER TABLE t0 ADD c4 ANY;
INSERT INTO t0 SELECT c3, 0, c1, 0 FROM t1;
