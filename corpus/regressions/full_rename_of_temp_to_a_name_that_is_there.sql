-- alterego: mode=full
-- SQLite rewrites the views and triggers of temp twice for a table of temp. If
-- the second time does not find what it looks for, it says so before it sees
-- that the table has the new name already; only a free name was tried, which
-- the old table does not have either, and the duplicate was told instead.
CREATE TEMP TABLE t0(c0, c1);
CREATE TEMP VIEW v0 AS SELECT c0 FROM (SELECT c0 FROM t0 AS n0) AS n0;
ALTER TABLE t0 RENAME c0 TO c1;
DROP VIEW v0;
CREATE TEMP VIEW v0 AS SELECT c0 FROM t0;
ALTER TABLE t0 RENAME c0 TO c1;
ALTER TABLE t0 RENAME c0 TO c2;
