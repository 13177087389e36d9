-- alterego: signature=outcome/insert/dml.constraint/expected:refused:mismatch/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=INSERT OR IGNORE lets a trigger write what is no rowid
-- alterego: verdict=engine-bug
-- SQLite refuses: datatype mismatch. It is no constraint that OR IGNORE covers.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, c1, c2, c3, c4);
CREATE TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO t0 (c0, c1, c2, c3, c4) VALUES (new.c4, 0, 0, 0, x''); END;
INSERT OR IGNORE INTO t0 VALUES (NULL, '', 0, 0, 0.1);
