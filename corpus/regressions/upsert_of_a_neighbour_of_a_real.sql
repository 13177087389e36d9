-- alterego: engines=sqlite,rebuild
-- Behind a VIRTUAL column SQLite before 3.54.1 makes a real of the column next to
-- a REAL one in `excluded`: 0 is stored as 0.0. The shadow knew of the REAL one
-- only.
CREATE TABLE t0(c0 AS (0), c1, c2, c3 REAL, c4, PRIMARY KEY (c3));
CREATE TRIGGER r0 AFTER INSERT ON t0 BEGIN INSERT INTO t0 VALUES (0, 0, 0, 0) ON CONFLICT DO UPDATE SET c2 = excluded.c4; END;
INSERT INTO t0 VALUES (0, '', 0, 0);
