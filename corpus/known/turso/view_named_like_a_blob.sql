-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*failed to parse view update SQL*
-- alterego: versions=*
-- alterego: reason=nothing can be renamed that a view called "x'00'" reads: the name is not quoted
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
CREATE VIEW "x'00'" AS SELECT a FROM t;
ALTER TABLE t RENAME COLUMN a TO b;
