-- alterego: signature=rows/insert/dml.accept/rows.changed/turso
-- alterego: seen=*x''*
-- alterego: versions=*
-- alterego: reason=x'' || x'' is a BLOB
-- alterego: verdict=engine-bug
-- The result of || is text.
CREATE TABLE t0(c0);
INSERT INTO t0 (c0) VALUES (x'' || x'');
