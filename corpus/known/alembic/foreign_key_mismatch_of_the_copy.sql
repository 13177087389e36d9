-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:foreign_key_mismatch/alembic
-- alterego: answer=*_alembic_tmp_*
-- alterego: versions=*
-- alterego: reason=with foreign keys on, the copy of a table that refers to itself without a key cannot be filled
-- alterego: verdict=documented-difference
-- An INSERT into the table itself fails as well.
CREATE TABLE t(a TEXT, b TEXT REFERENCES t(a), c TEXT);
INSERT INTO t VALUES ('x', 'x', 'x');
PRAGMA foreign_keys = ON;
ALTER TABLE t DROP COLUMN c;
