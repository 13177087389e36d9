-- alterego: signature=outcome/rename_table/rename_table.accept*/expected:accepted/actual:refused:*/typeorm
-- alterego: answer=*no such column: *
-- alterego: versions=*
-- alterego: reason=RENAME TO leaves the old name in the WHERE of an index
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
CREATE INDEX i ON t(a) WHERE t.a > 0;
ALTER TABLE t RENAME TO u;
