-- A join of 3000 rows by 3000 makes nine million, which the shadow then held and
-- made again, row by row: a minute of work was taken for a hang. What a CREATE
-- TABLE AS joins has a limit, as it has in INSERT.
CREATE TABLE t1(a);
INSERT INTO t1 VALUES (1), (1), (1), (1), (1), (1), (1), (1), (1), (1), (1), (1);
INSERT INTO t1 SELECT x.a FROM t1 AS x, t1 AS y;
INSERT INTO t1 SELECT x.a FROM t1 AS x, t1 AS y WHERE y.rowid < 20;
CREATE TABLE t2 AS SELECT * FROM t1;
CREATE TABLE t3 AS WITH c AS (SELECT y.a FROM t2 x LEFT OUTER JOIN t2 AS y ON x.a = y.a) SELECT a FROM c;
CREATE VIEW v AS SELECT x.a FROM t1 AS x, t1 AS y;
CREATE TABLE t4 AS SELECT * FROM v;
ALTER TABLE t1 DROP COLUMN a;
ALTER TABLE t2 RENAME TO t3;
