-- alterego: signature=outcome/drop_column/drop_column.accept_word/expected:accepted/actual:refused:unclassified/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN of a column called true looks for it in an index on TRUE
-- alterego: verdict=documented-difference
-- SQLite takes the word in the index for the number, and drops the column.
CREATE TABLE t0(c0, c1);
CREATE INDEX i0 ON t0(c0);
ALTER TABLE t0 RENAME c0 TO true;
ALTER TABLE t0 DROP true;
