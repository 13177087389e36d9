-- alterego: signature=*/expected:accepted/actual:refused:foreign_key_mismatch/turso
-- alterego: versions=*
-- alterego: reason=DELETE fails on a table that refers to itself without a key, though foreign keys are off
-- alterego: verdict=engine-bug
-- foreign key mismatch - "t" referencing "t". SQLite looks at foreign keys only
-- while foreign_keys is on.
CREATE TABLE t(a REFERENCES t);
DELETE FROM t;
