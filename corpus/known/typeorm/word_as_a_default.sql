-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/typeorm
-- alterego: answer=*default value of column * is not constant*
-- alterego: versions=*
-- alterego: reason=no table with DEFAULT word can be changed: it becomes DEFAULT (word)
-- alterego: verdict=engine-bug
CREATE TABLE t(a DEFAULT word, b);
ALTER TABLE t DROP COLUMN b;
