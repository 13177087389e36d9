-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:*/typeorm
-- alterego: answer=*datatype mismatch*
-- alterego: versions=*
-- alterego: reason=a change drops the DESC of INTEGER PRIMARY KEY DESC: it becomes the rowid, which takes no text
-- alterego: verdict=engine-bug
CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b);
INSERT INTO t VALUES ('x', 1);
ALTER TABLE t DROP COLUMN b;
