-- alterego: signature=outcome/rename_column/rename_column.accept*/expected:accepted/actual:refused:*/typeorm
-- alterego: answer=*no such column: *
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN leaves the old name in the WHERE of an index, and in an index that has the column twice
-- alterego: verdict=engine-bug
-- The change is refused when all is done but the indexes.
CREATE TABLE t(a);
CREATE INDEX i ON t(a) WHERE a > 0;
ALTER TABLE t RENAME COLUMN a TO b;
