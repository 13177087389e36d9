-- alterego: signature=*/dml.accept/expected:accepted/actual:refused:no_such_column/turso
-- alterego: answer=*no such column: *É*
-- alterego: versions=*
-- alterego: reason=UPDATE does not find a column whose name has capitals beyond ASCII
-- alterego: verdict=engine-bug
-- no such column: t0."ÉTÉ". The name is put in lower case and looked up as it
-- was.
CREATE TABLE t0(ÉTÉ);
UPDATE t0 SET ÉTÉ = 0;
