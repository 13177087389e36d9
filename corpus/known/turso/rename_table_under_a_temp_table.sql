-- alterego: signature=outcome/rename_table/rename_table.post_check/expected:refused:no_such_column/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO takes the name of a TEMP table though the table has an index
-- alterego: verdict=documented-difference
-- SQLite looks the index's columns up in the TEMP table and refuses.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0(c0);
CREATE TEMP TABLE t1(c1);
ALTER TABLE t0 RENAME TO t1;
