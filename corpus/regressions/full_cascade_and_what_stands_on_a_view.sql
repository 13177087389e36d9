-- alterego: mode=full
-- DROP COLUMN CASCADE drops a view that names the column in double quotes, and
-- would read a string from then on. The trigger of that view and the view of
-- that view compile as long as it is there: they were left behind, and then
-- refused the whole as what it would break.
CREATE TABLE t0(c0, "current_time");
CREATE VIEW v0 AS SELECT "current_time" AS c2, "text" FROM t0;
CREATE TRIGGER r0 INSTEAD OF UPDATE ON v0 BEGIN UPDATE t0 SET "current_time" = 0; END;
CREATE VIEW v1 AS SELECT c2 FROM v0;
CREATE TRIGGER r1 INSTEAD OF DELETE ON v1 BEGIN SELECT 1; END;
CREATE VIEW v2 AS SELECT c0 FROM t0;
ALTER TABLE t0 DROP "current_time" RESTRICT;
ALTER TABLE t0 DROP "current_time" CASCADE;
SELECT * FROM v2;
-- What was broken before stays: without the broken view of temp, which was
-- taken away to look behind it, the other one read the view that this hides.
CREATE TABLE t1(c0, c1);
CREATE VIEW v3 AS SELECT 0;
CREATE TEMP VIEW v3 AS SELECT u;
CREATE TEMP VIEW v4 AS SELECT c1 FROM t1 INTERSECT SELECT 0 FROM v3 AS n0;
ALTER TABLE t1 DROP c1 CASCADE;
