-- alterego: signature=schema/*/typeorm
-- alterego: answer=refused*
-- alterego: versions=*
-- alterego: reason=a change that is refused is half done: indexes are gone, or the new table stays
-- alterego: verdict=engine-bug
-- TypeORM drops the indexes, creates "temporary_t", copies the rows, drops "t",
-- renames the other and creates the indexes anew, each by itself. Here the last
-- one fails, as it has no column for the index, and i and the column are gone.
-- Its migrations put a transaction around it all.
CREATE TABLE t(a, b);
CREATE INDEX i ON t(a + b);
ALTER TABLE t DROP COLUMN b;
