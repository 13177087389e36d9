-- A prepared SELECT from a view that reads no table goes on as it is when the
-- schema changes. Such a one was kept for the next look at the view, which so had
-- its old column's name on one lane and the new one on another.
CREATE TABLE t0(c0, c1);
CREATE VIEW v0 AS SELECT * FROM (SELECT "text") AS n0;
ALTER TABLE t0 DROP c1;
DROP VIEW v0;
CREATE VIEW v0 AS SELECT 2;
SELECT * FROM v0;
