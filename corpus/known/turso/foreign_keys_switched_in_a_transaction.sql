-- alterego: signature=*/dml.prepare/expected:refused:foreign_key_mismatch/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=PRAGMA foreign_keys takes effect within a transaction
-- alterego: verdict=engine-bug
-- In SQLite it does nothing there, so that the foreign keys stay on and the
-- statement is refused.
CREATE TABLE t0(c0, c1, FOREIGN KEY (c1) REFERENCES t0(c0));
PRAGMA foreign_keys = ON;
SAVEPOINT n0;
PRAGMA foreign_keys = 0;
DELETE FROM t0;
