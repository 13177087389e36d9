-- alterego: signature=*/dml.constraint/expected:refused:datatype/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=REPLACE puts a DEFAULT of another type into a STRICT table
-- alterego: verdict=engine-bug
-- SQLite refuses: cannot store INT value in BLOB column.
CREATE TABLE t0(c0 BLOB NOT NULL DEFAULT 0) STRICT;
REPLACE INTO t0 VALUES (NULL);
