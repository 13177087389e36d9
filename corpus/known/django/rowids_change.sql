-- alterego: signature=*/*_column/*.accept*/rows-rowids.changed/django
-- alterego: versions=*
-- alterego: reason=the rows of a table without an INTEGER PRIMARY KEY get new rowids
-- alterego: verdict=documented-difference
-- Django knows no rowids.
CREATE TABLE t(a BLOB PRIMARY KEY NOT NULL, b INTEGER);
INSERT INTO t(rowid, a, b) VALUES (7, x'01', 1);
ALTER TABLE t DROP COLUMN b;
