-- alterego: signature=*/*_column/*.accept*/rows-rowids.changed/alembic
-- alterego: versions=*
-- alterego: reason=a batch operation gives the rows of a table without an INTEGER PRIMARY KEY new rowids
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT);
INSERT INTO t(rowid, a) VALUES (7, 'x');
ALTER TABLE t RENAME COLUMN a TO b;
