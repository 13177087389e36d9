-- alterego: signature=outcome/add_column/add_column.accept/expected:accepted/actual:refused:check/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN tests its CHECK though ignore_check_constraints is on
-- alterego: verdict=engine-bug
-- CHECK constraint failed. SQLite takes the column.
CREATE TABLE t0(c0);
INSERT INTO t0 (c0) VALUES (x'');
PRAGMA ignore_check_constraints = ON;
ALTER TABLE t0 ADD c1 DEFAULT 0 CHECK (0);
