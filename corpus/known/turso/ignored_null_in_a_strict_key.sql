-- alterego: signature=*/dml.accept/expected:accepted/actual:refused:not_null/turso
-- alterego: versions=*
-- alterego: reason=OR IGNORE does not cover NOT NULL of an INT PRIMARY KEY in a STRICT table
-- alterego: verdict=engine-bug
-- NOT NULL constraint failed. SQLite leaves the row out.
CREATE TABLE t0(c0 INT PRIMARY KEY NOT NULL, c1 TEXT) STRICT;
INSERT OR IGNORE INTO t0 (c1) VALUES ('');
