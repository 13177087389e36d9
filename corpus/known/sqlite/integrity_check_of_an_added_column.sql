-- alterego: signature=*/integrity.row_missing/sqlite
-- alterego: versions=3.26.0..3.26.0
-- alterego: reason=integrity_check misses rows of a partial index whose WHERE is an added column of a WITHOUT ROWID table, beside another index
-- alterego: verdict=engine-bug
-- 3.26 says "row 1 missing from index i0" of an index that has it: a query by
-- way of the index finds the row. 3.31 says ok.
CREATE TABLE t0(c0 PRIMARY KEY) WITHOUT ROWID;
ALTER TABLE t0 ADD c1;
INSERT INTO t0 (c0, c1) VALUES (0, 11);
CREATE INDEX i0 ON t0(c0) WHERE c1;
CREATE INDEX i1 ON t0(c0);
ALTER TABLE t0 RENAME TO t1;
