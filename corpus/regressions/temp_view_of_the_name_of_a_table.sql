-- The shadow left "after rename" out. SQLite tests what temp has for a table of
-- that name before it rewrites it, and takes a view of that name for such.
CREATE TABLE t0(c0);
CREATE TEMP VIEW t0 AS SELECT u;
ALTER TABLE main.t0 RENAME TO t1;
DROP VIEW temp.t0;
CREATE TEMP VIEW t0 AS WITH n0 AS (SELECT 0 FROM t0) SELECT 0 FROM n0;
ALTER TABLE main.t0 RENAME TO t1;
DROP VIEW temp.t0;
CREATE TEMP VIEW t0 AS SELECT 0 FROM c;
ALTER TABLE main.t0 RENAME TO t4;
