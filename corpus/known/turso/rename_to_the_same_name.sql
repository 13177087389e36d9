-- alterego: signature=outcome/rename_column/rename_column.accept/expected:accepted/actual:refused:duplicate_column/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN a TO A is refused
-- alterego: verdict=engine-bug
-- duplicate column name. SQLite takes a change of case, and a name that stays.
CREATE TABLE t(a, b);
ALTER TABLE t RENAME COLUMN a TO A;
