-- alterego: signature=outcome/insert/dml.foreign_key/expected:refused:foreign_key/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=PRAGMA foreign_keys takes effect inside a transaction
-- alterego: verdict=engine-bug
-- It is a no-op there, says SQLite's documentation of the pragma.
CREATE TABLE t0(c0 PRIMARY KEY, c1 REFERENCES t0);
PRAGMA foreign_keys = ON;
BEGIN;
PRAGMA foreign_keys = no;
INSERT INTO t0 VALUES (0, '');
