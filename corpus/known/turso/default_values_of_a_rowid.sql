-- alterego: signature=*/expected:accepted/actual:refused:mismatch/turso
-- alterego: answer=*atatype mismatch*
-- alterego: versions=*
-- alterego: reason=INSERT DEFAULT VALUES takes the DEFAULT of an INTEGER PRIMARY KEY
-- alterego: verdict=engine-bug
-- SQLite never uses it: the rowid is a new one. Here datatype mismatch, as 0.1
-- is no rowid.
CREATE TABLE t(a INTEGER PRIMARY KEY DEFAULT 0.1);
INSERT INTO t DEFAULT VALUES;
