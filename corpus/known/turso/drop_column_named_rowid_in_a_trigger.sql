-- alterego: signature=outcome/drop_column/drop_column.accept_rowid/expected:accepted/actual:refused:no_such_column/turso
-- alterego: versions=*
-- alterego: reason=a column named _rowid_ that a trigger reads cannot be dropped
-- alterego: verdict=documented-difference
-- In SQLite the word means the rowid from then on.
CREATE TABLE t(_rowid_, b);
CREATE TRIGGER r UPDATE ON t BEGIN UPDATE t SET c = _rowid_; END;
ALTER TABLE t DROP COLUMN _rowid_;
