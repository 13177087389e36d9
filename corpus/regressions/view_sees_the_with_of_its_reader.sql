-- Until 3.34 a view saw the WITH of the query that reads it: its table n0 was
-- the CTE n0, and "circular reference" where that one reads the view. The
-- shadow did not know of it.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT 0 FROM t0;
CREATE VIEW v1 AS WITH n0 AS (SELECT 0 FROM v0) SELECT 0 FROM n0;
ALTER TABLE t0 RENAME TO n0;
