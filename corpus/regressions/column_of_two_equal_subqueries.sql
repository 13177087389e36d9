-- The rebuild engine renamed the view's c0, which is a subquery's column: an
-- error there hid that the other subquery reads the table, too. SQLite leaves it,
-- and then misses it.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT '' AS c1 FROM (SELECT * FROM t0 AS n1) AS n0 EXCEPT SELECT c0 FROM (SELECT * FROM t0 AS n1) AS n1;
ALTER TABLE t0 RENAME c0 TO c2;
DROP VIEW v0;
CREATE VIEW v1 AS SELECT 1 FROM (SELECT * FROM t0) UNION SELECT n1.c0 FROM (SELECT c0 FROM t0) AS n1;
ALTER TABLE t0 RENAME c0 TO c2;
