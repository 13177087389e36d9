-- SQLite does not look for a parent if the foreign key's action SET NULL was
-- compiled last; of a deferred one it then counts nothing for COMMIT. The shadow
-- expected the COMMIT to be refused.
CREATE TABLE t0(c0 PRIMARY KEY, c1, FOREIGN KEY (c1) REFERENCES t0 ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED);
PRAGMA foreign_keys = ON;
BEGIN;
REPLACE INTO t0 VALUES (0, 127);
COMMIT;
