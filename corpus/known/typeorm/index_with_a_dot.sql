-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:*/typeorm
-- alterego: answer=*no such index: *
-- alterego: versions=*
-- alterego: reason=an index whose name has a dot is looked for in another database
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
CREATE INDEX "a.b" ON t(a);
ALTER TABLE t DROP COLUMN b;
