-- alterego: signature=*/dml.accept/expected:accepted/actual:refused:foreign_key/turso
-- alterego: versions=*
-- alterego: reason=PRAGMA foreign_keys takes effect within a transaction
-- alterego: verdict=engine-bug
-- As foreign_keys_switched_in_a_transaction: here it is switched on.
CREATE TABLE t(a PRIMARY KEY);
CREATE TABLE u(a REFERENCES t, b);
BEGIN;
PRAGMA foreign_keys = 1;
INSERT INTO u(a) VALUES (1);
