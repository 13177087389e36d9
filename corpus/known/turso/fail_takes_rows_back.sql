-- alterego: signature=rows/insert/dml.constraint/rows*.missing/turso
-- alterego: versions=*
-- alterego: reason=NOT NULL ON CONFLICT FAIL takes the whole statement back
-- alterego: verdict=engine-bug
-- SQLite keeps what was done before the failure.
CREATE TABLE t(a NOT NULL ON CONFLICT FAIL);
INSERT INTO t VALUES (0), (NULL);
