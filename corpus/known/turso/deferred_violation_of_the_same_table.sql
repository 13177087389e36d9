-- alterego: signature=outcome/commit/transaction.deferred/expected:refused:foreign_key/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=COMMIT does not mind a deferred foreign key to the same table that the row does not keep
-- alterego: verdict=engine-bug
-- SQLite refuses: FOREIGN KEY constraint failed.
CREATE TABLE t0(c0 PRIMARY KEY, c1 REFERENCES t0 DEFERRABLE INITIALLY DEFERRED);
PRAGMA foreign_keys = true;
BEGIN;
INSERT INTO t0 VALUES (NULL, 0);
COMMIT;
