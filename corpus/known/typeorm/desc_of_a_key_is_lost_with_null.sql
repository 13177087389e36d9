-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/typeorm
-- alterego: answer=*UNIQUE constraint failed: *
-- alterego: versions=*
-- alterego: reason=a change drops the DESC of INTEGER PRIMARY KEY DESC: it becomes the rowid, and a NULL takes a number that is there
-- alterego: verdict=engine-bug
CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b, c);
INSERT INTO t VALUES (NULL, 1, 1), (1, 2, 2);
ALTER TABLE t DROP COLUMN c;
