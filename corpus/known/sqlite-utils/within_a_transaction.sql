-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:foreign_key/sqlite-utils
-- alterego: versions=*
-- alterego: reason=within a transaction transform() cannot switch foreign keys off, and fails on a row that is its own parent
-- alterego: verdict=engine-bug
CREATE TABLE t(a INTEGER PRIMARY KEY, FOREIGN KEY (a) REFERENCES t(a));
INSERT INTO t DEFAULT VALUES;
PRAGMA foreign_keys = 1;
BEGIN;
ALTER TABLE t RENAME COLUMN a TO b;
