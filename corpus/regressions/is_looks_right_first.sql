-- The shadow named f. SQLite goes on behind a call, and looks the word right of
-- IS up before it notices that something is wrong already.
CREATE TABLE t0(c0);
DELETE FROM t0 WHERE abs(f) <= (0 IS NOT d);
CREATE VIEW v0 AS SELECT abs(f) <= (0 IS NOT d);
ALTER TABLE t0 RENAME TO t1;
