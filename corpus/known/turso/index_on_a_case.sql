-- alterego: signature=cross/end/cross.write/integrity.row_missing/turso
-- alterego: versions=*
-- alterego: reason=an index on a CASE of a CAST holds another value than SQLite computes
-- alterego: verdict=engine-bug
-- SQLite's integrity_check of the file: row 1 missing from index.
CREATE TABLE t0(c0 TEXT);
INSERT INTO t0 (c0) VALUES (0);
CREATE INDEX i0 ON t0(CASE CAST(0 AS REAL) WHEN CASE WHEN 0 THEN 0 ELSE c0 END THEN 0 END);
