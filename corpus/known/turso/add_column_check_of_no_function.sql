-- alterego: signature=outcome/add_column/add_column.accept*/expected:accepted/actual:refused:no_such_function/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN with a CHECK that calls no function there is is refused
-- alterego: verdict=documented-difference
-- SQLite lets it in, and refuses every INSERT.
CREATE TABLE t(a);
PRAGMA ignore_check_constraints = true;
ALTER TABLE t ADD COLUMN b CHECK (no_such_function());
