-- alterego: signature=*/*_column/*.accept*/rows-rowids.changed/sqlite-utils
-- alterego: versions=*
-- alterego: reason=transform() gives the rows of a table without an INTEGER PRIMARY KEY new rowids
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT);
INSERT INTO t(rowid, a) VALUES (7, 'x');
ALTER TABLE t RENAME COLUMN a TO b;
