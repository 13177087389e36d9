-- alterego: signature=outcome/create_index/create.accept*/expected:accepted/actual:refused:no_such_column/turso
-- alterego: answer=*invalid expression in CREATE INDEX*
-- alterego: versions=*
-- alterego: reason=an index on a constant with COLLATE is refused
-- alterego: verdict=engine-bug
-- Without COLLATE it is accepted.
CREATE TABLE t(a);
CREATE INDEX i ON t('' COLLATE RTRIM COLLATE BINARY);
