-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/typeorm
-- alterego: answer=*Index name is not set*
-- alterego: versions=*
-- alterego: reason=a table with an index called "" cannot be changed
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
CREATE INDEX "" ON t(a);
ALTER TABLE t DROP COLUMN b;
