-- alterego: signature=*/drop_column.accept_rowid/integrity.*/sqlite
-- alterego: versions=3.35.0..3.53.99
-- alterego: reason=the WHERE of an index on a column named _rowid_ reads the rowid once the column is dropped
-- alterego: verdict=engine-bug
-- DROP COLUMN is accepted as the text still compiles: _rowid_ is the rowid's
-- name now. The index keeps the rows that it had: "row 1 missing from index i".
-- 3.54 refuses to drop a column of such a name.
CREATE TABLE t(a, b);
INSERT INTO t VALUES (0, 0);
CREATE INDEX i ON t(b) WHERE a;
ALTER TABLE t RENAME a TO _rowid_;
ALTER TABLE t DROP COLUMN _rowid_;
