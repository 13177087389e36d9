-- Where a new name breaks a view, what it says depends on which names became the
-- new one: of two subqueries in a UNION the outer name of the second was renamed
-- by the rebuild engine, and the fault of the first one named.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT n0.c0 FROM (SELECT n0.* FROM t0 AS n0) AS n0 UNION SELECT c0 FROM (SELECT c0 FROM t0) AS n0;
ALTER TABLE t0 RENAME c0 TO c1;
PRAGMA legacy_alter_table = 1;
ALTER TABLE t0 RENAME c0 TO c1;
