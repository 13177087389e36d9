-- alterego: signature=outcome/drop_column/drop_column.accept_rowid/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*: indexed*
-- alterego: versions=*
-- alterego: reason=a column named oid that the WHERE of an index reads cannot be dropped
-- alterego: verdict=documented-difference
-- In SQLite the word means the rowid from then on: see
-- sqlite/column_named_rowid_in_an_index.
CREATE TABLE t(oid, b);
CREATE INDEX i ON t(b) WHERE oid;
ALTER TABLE t DROP COLUMN oid;
