-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:no_such_column/typeorm
-- alterego: answer=*should this be a string literal in single-quotes*
-- alterego: versions=*
-- alterego: reason=an index on a constant, or one whose name a TEMP table's index has too, is made anew on columns that the table has not
-- alterego: verdict=engine-bug
-- See index_of_a_temp_table.
CREATE TABLE t(a, b);
CREATE INDEX i ON t(0);
ALTER TABLE t DROP COLUMN b;
