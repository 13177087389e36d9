-- alterego: signature=rows/insert/dml.foreign_key/rows.extra/turso
-- alterego: versions=*
-- alterego: reason=INSERT OR FAIL that fails for a foreign key leaves its row of sqlite_sequence
-- alterego: verdict=engine-bug
CREATE TABLE t0(c0 PRIMARY KEY);
CREATE TABLE t1(c0 INTEGER PRIMARY KEY AUTOINCREMENT, c1 REFERENCES t0);
PRAGMA foreign_keys = on;
INSERT OR FAIL INTO t1 (c0, c1) VALUES (null, x'');
