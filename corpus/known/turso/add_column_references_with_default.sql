-- alterego: signature=outcome/add_column/add_column.references/expected:refused:add_references/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN takes REFERENCES with a DEFAULT while foreign keys are on
-- alterego: verdict=engine-bug
-- SQLite refuses: the rows that are there may have no parent. Here they have
-- none.
CREATE TABLE t0(c0);
INSERT INTO t0 (c0) VALUES (0);
PRAGMA foreign_keys = ON;
ALTER TABLE t0 ADD c1 REFERENCES t0 DEFAULT 0;
