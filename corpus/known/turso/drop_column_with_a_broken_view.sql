-- alterego: signature=outcome/drop_column/drop_column.p*_check/expected:refused:no_such_*/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN is accepted though a view is broken
-- alterego: verdict=documented-difference
-- SQLite refuses: error in view v: no such column.
CREATE TABLE t(a, b);
CREATE VIEW v AS SELECT (SELECT [x"y]) AS c;
ALTER TABLE t DROP COLUMN a;
