-- The shadow named the first column that is missing. SQLite walks PARTITION BY,
-- ORDER BY and FILTER one after the other, and a bare name in a later one that
-- means nothing takes the place of the error before.
CREATE TABLE t0(c0, c1);
CREATE VIEW v0 AS SELECT 0 FROM (SELECT row_number() OVER (PARTITION BY x ORDER BY n0)) AS n0;
ALTER TABLE t0 DROP c1;
DROP VIEW v0;
CREATE VIEW v0 AS SELECT 0 FROM (SELECT row_number() OVER (PARTITION BY n1.c1 ORDER BY n0.c1) FROM t0 AS n1 JOIN t0 AS n0) AS n0;
ALTER TABLE t0 DROP c1;
DROP VIEW v0;
CREATE VIEW v0 AS SELECT sum(x) FILTER (WHERE y) OVER (PARTITION BY (z) ORDER BY w COLLATE binary) FROM t0;
ALTER TABLE t0 DROP c1;
DROP VIEW v0;
CREATE VIEW v0 AS SELECT sum(x) OVER (PARTITION BY c0, y + 1 ORDER BY z + 1 ROWS nope PRECEDING) FROM t0;
ALTER TABLE t0 DROP c1;
