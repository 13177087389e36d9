-- alterego: signature=outcome/rename_column/rename_column.p*_check/expected:refused:bad_definition/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN is accepted though a view cannot be compiled
-- alterego: verdict=documented-difference
-- SQLite refuses: HAVING clause on a non-aggregate query.
CREATE VIEW v AS SELECT 0 HAVING 0;
CREATE TABLE t(a);
ALTER TABLE t RENAME COLUMN a TO b;
