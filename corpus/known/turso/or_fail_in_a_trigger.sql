-- alterego: signature=rows/insert/dml.constraint/rows-triggers.missing/turso
-- alterego: versions=*
-- alterego: reason=OR FAIL in a trigger takes the whole statement back
-- alterego: verdict=engine-bug
-- SQLite keeps what was done before the failure.
CREATE TABLE t0(c0 PRIMARY KEY);
CREATE TRIGGER r0 AFTER INSERT ON t0 BEGIN INSERT OR FAIL INTO t0 VALUES (0); END;
INSERT INTO t0 (c0) VALUES (0);
