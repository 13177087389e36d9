-- alterego: signature=*/*/*.accept*/rows-rowids.changed/typeorm
-- alterego: versions=*
-- alterego: reason=a change numbers the rows of a table without an INTEGER PRIMARY KEY anew
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
INSERT INTO t(rowid, a) VALUES (7, 1);
ALTER TABLE t DROP COLUMN b;
