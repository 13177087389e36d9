-- alterego: signature=outcome/rename_column/rename_column.p*_check/expected:refused:no_such_*/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN is accepted though a view is broken
-- alterego: verdict=documented-difference
-- SQLite refuses: error in view v: no such table: main.nope.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT * FROM nope;
ALTER TABLE t RENAME COLUMN a TO b;
