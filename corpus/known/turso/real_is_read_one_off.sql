-- alterego: signature=rows/insert/dml.accept/rows.changed/turso
-- alterego: versions=*
-- alterego: reason=the literal 1e-300 is read one unit off
-- alterego: verdict=engine-bug
-- The profile calls it raw_real. SQLite 3.40 reads 1.0e-300.
CREATE TABLE t(a);
INSERT INTO t VALUES (1e-300);
