-- alterego: signature=schema/*_column/*/alembic
-- alterego: answer=refused*
-- alterego: versions=*
-- alterego: reason=a batch operation that is refused is half done
-- alterego: verdict=engine-bug
-- Here drop_column of a column that an index needs fails when all is done but
-- the indexes: the column is gone all the same, with every index of the table.
CREATE TABLE t(a INTEGER, b INTEGER);
CREATE INDEX i ON t(b);
ALTER TABLE t DROP COLUMN b;
