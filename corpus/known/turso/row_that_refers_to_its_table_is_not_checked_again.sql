-- alterego: signature=outcome/update/dml.foreign_key/expected:refused:foreign_key/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=UPDATE does not look again at a foreign key to the table itself whose columns it leaves alone
-- alterego: verdict=documented-difference
-- SQLite does, where the key that it refers to is written, and finds the parent
-- that was missing before.
CREATE TABLE t(a PRIMARY KEY, b REFERENCES t, c);
INSERT INTO t VALUES (0, 5, 0);
PRAGMA foreign_keys = ON;
UPDATE t SET a = 0;
