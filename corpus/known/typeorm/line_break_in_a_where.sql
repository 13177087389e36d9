-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:*/typeorm
-- alterego: answer=*incomplete input*
-- alterego: versions=*
-- alterego: reason=the WHERE of an index is cut at its first line break
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
CREATE INDEX i ON t(a) WHERE a >
0;
ALTER TABLE t DROP COLUMN b;
