-- A view in the FROM of a correlated query is a subquery to SQLite: what was a
-- string (or TRUE) in the view alone is looked up in the outer queries too, and
-- two columns of that name there are ambiguous. The view's columns were taken
-- as they are alone, and a CTE behind IN was not looked at at all.
CREATE TABLE t0(c0);
CREATE TABLE o("text", "true");
INSERT INTO o VALUES (1, 2);
CREATE VIEW v0 AS SELECT "text";
CREATE VIEW v1 AS SELECT (SELECT 0 FROM v0) FROM o;
ALTER TABLE t0 RENAME TO t1;
CREATE VIEW v2 AS SELECT (SELECT 0 FROM v0) FROM (SELECT "text") AS n0 LEFT OUTER JOIN (SELECT "text") AS n1;
ALTER TABLE t1 RENAME TO t2;
DROP VIEW v2;
-- The view's own fault comes before the one of what stands around it.
CREATE VIEW v2 AS SELECT (SELECT 0 FROM t1 AS i INNER JOIN v0 ON n1) FROM (SELECT "text") AS n1 LEFT OUTER JOIN (SELECT "text") AS n2;
ALTER TABLE t1 RENAME TO t2;
DROP VIEW v2;
-- A view over a view, x IN view, TRUE, and a trigger.
CREATE VIEW v2 AS SELECT * FROM v0;
CREATE VIEW v3 AS SELECT (SELECT 0 FROM v2) FROM o, o AS p;
ALTER TABLE t1 RENAME TO t2;
DROP VIEW v3;
CREATE VIEW v3 AS SELECT 1 IN v0 FROM o, o AS p;
ALTER TABLE t1 RENAME TO t2;
DROP VIEW v3;
CREATE VIEW v3 AS SELECT true;
CREATE VIEW v4 AS SELECT EXISTS (SELECT 0 FROM v3) FROM o, o AS p;
ALTER TABLE t1 RENAME TO t2;
DROP VIEW v4;
CREATE TRIGGER r0 AFTER INSERT ON t1 BEGIN SELECT (SELECT 0 FROM v0) FROM o, o AS p; END;
INSERT INTO t1 VALUES (1);
ALTER TABLE t1 RENAME TO t2;
DROP TRIGGER r0;
-- GROUP BY and ORDER BY of the view saw no outer query before 3.52.
CREATE VIEW v4 AS SELECT 1 AS a ORDER BY "text";
CREATE VIEW v5 AS SELECT (SELECT 0 FROM v4) FROM o, o AS p;
ALTER TABLE t1 RENAME TO t2;
DROP VIEW v5;
CREATE VIEW v5 AS WITH c AS (SELECT "text") SELECT 1 IN c FROM o, o AS p;
ALTER TABLE o RENAME TO n;
DROP VIEW v5;
CREATE VIEW v5 AS WITH c AS (SELECT nope) SELECT 1 IN c;
ALTER TABLE o RENAME TO n;
DROP VIEW v5;
-- One column of that name is no fault, and a rename does not follow it.
ALTER TABLE o RENAME COLUMN "text" TO word;
