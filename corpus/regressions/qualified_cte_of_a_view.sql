-- Until 3.35 `main.n` in a view of main may be a common table expression n, since
-- the name of the own database is taken away first: a table that is renamed to
-- n makes a circle of it. The shadow did not see that.
CREATE TABLE t1(c0);
CREATE VIEW v0 AS WITH n0 AS (SELECT 0 FROM [main]."t1") SELECT 0 FROM n0;
ALTER TABLE t1 RENAME TO n0;
ALTER TABLE t1 RENAME TO t2;
CREATE TEMP VIEW v1 AS WITH t3 AS (SELECT 0 FROM main.t2) SELECT 0 FROM t3;
CREATE VIEW v2 AS WITH t3 AS (SELECT 0 AS x) SELECT x FROM main.t3;
ALTER TABLE t2 RENAME TO t3;
SELECT * FROM v2;
