-- alterego: signature=integrity/*/integrity.row_missing/sqlite
-- alterego: versions=3.26.0..3.26.0
-- alterego: reason=an index on a function of a REAL column is written from the integer that was given
-- alterego: verdict=engine-bug
-- "row 1 missing from index i": lower(0) went in, and lower(0.0) is looked for.
CREATE TABLE t(a REAL);
CREATE INDEX i ON t(lower(a));
INSERT INTO t VALUES (0);
ALTER TABLE t RENAME TO u;
