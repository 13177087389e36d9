-- alterego: mode=full
-- A generated column that is a row value: SQLite takes a VIRTUAL one, and then
-- reads no row of the table. One way took it, too, and another refused.
CREATE TABLE t0(c0);
INSERT INTO t0 VALUES (1);
ALTER TABLE t0 ADD c1 AS ((0,0)) STORED;
ALTER TABLE t0 ADD c2 AS ((0,0));
ALTER TABLE t0 ADD c2 AS (((0,0)));
ALTER TABLE t0 ADD c2 INT, ALTER c2 SET EXPRESSION AS ((0,0));
CREATE TABLE t1(c0 AS ((0,0)) STORED, c1);
ALTER TABLE t1 DROP c0;
