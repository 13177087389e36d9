-- RENAME COLUMN left c0 in v1 alone: a column more in t0, by which the rebuild
-- engine finds out what a name means, made the NATURAL JOIN another one.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT * FROM (SELECT n0.* FROM t0 AS n0) AS n0;
CREATE VIEW v1 AS SELECT * FROM (SELECT c0 FROM t0 AS n0) AS n0 NATURAL JOIN t0 AS n1;
CREATE TRIGGER r0 INSTEAD OF DELETE ON v0 BEGIN UPDATE t0 SET c0 = old.c0; END;
ALTER TABLE t0 RENAME c0 TO c1;
