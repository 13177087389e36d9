-- alterego: engines=sqlite,rebuild
-- SQLite's parser makes a 0 of `0 AND x` and never looks at x, but ALTER TABLE
-- reads the text whole: the shadow refused such a CREATE TABLE, and the rebuild
-- engine dropped a column that only such an operand named. With two faults in
-- one table or index, which one is told depends on how SQLite walks: the rebuild
-- engine named the first in the text.
CREATE TABLE t0(c0, c1 AS (0 AND nothing));
CREATE TABLE t1(x, y);
ALTER TABLE t1 RENAME TO t2;
DROP TABLE t0;
CREATE TABLE t0(c0, c1, c2 AS (0 AND c0), c3 AS (0x0 AND c0 AND 1));
ALTER TABLE t0 DROP c0;
ALTER TABLE t0 RENAME c0 TO c4;
CREATE VIEW v0 AS WITH w AS (SELECT 0 AS a FROM t0 n0 GROUP BY n0.c4) SELECT 0 FROM w;
ALTER TABLE t0 DROP c4;
DROP VIEW v0;
DROP TABLE t0;
CREATE TABLE t3("group", c1 CHECK ("group"));
ALTER TABLE t3 ADD c2 AS ("GROUP");
ALTER TABLE t3 DROP "group";
CREATE TABLE t4(c0, c1);
CREATE INDEX i0 ON t4('' COLLATE RTRIM) WHERE random();
CREATE INDEX i1 ON t4('') WHERE random();
CREATE INDEX i2 ON t4(c1 IS NOT c0);
CREATE TABLE t5(c2, c0);
CREATE TEMP TABLE t4(c3);
ALTER TABLE t5 DROP c0;
