-- alterego: signature=outcome/insert/dml.accept/expected:accepted/actual:refused:datatype/turso
-- alterego: answer=*cannot store * value in *
-- alterego: versions=*
-- alterego: reason=INSERT OR IGNORE of NULL where there must be none is refused for what is wrong with another column of a STRICT table
-- alterego: verdict=engine-bug
-- SQLite leaves the row out before it looks at types.
CREATE TABLE t(a INTEGER, b REAL NOT NULL) STRICT;
INSERT OR IGNORE INTO t(a) VALUES ('x');
