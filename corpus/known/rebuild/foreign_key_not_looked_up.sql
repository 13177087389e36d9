-- alterego: signature=*/dml.foreign_key_set_null/expected:refused:foreign_key/actual:accepted/rebuild*
-- alterego: versions=*
-- alterego: reason=a foreign key ON DELETE SET NULL is not enforced if its action was compiled last
-- alterego: verdict=engine-bug
-- alterego: mode=full
-- SQLite's own: see foreign_key_not_looked_up.sql of sqlite. ON CONFLICT REPLACE
-- compiles the action, too.
PRAGMA foreign_keys = 1;
CREATE TABLE t(a PRIMARY KEY ON CONFLICT REPLACE, b REFERENCES t ON DELETE SET NULL);
INSERT INTO t VALUES (3, 4);
