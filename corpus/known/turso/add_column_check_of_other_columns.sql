-- alterego: signature=outcome/add_column/add_column.check_fails/expected:refused:constraint_violated/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN does not test its CHECK on the rows that are there if it names another column
-- alterego: verdict=engine-bug
-- SQLite refuses: CHECK constraint failed.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD COLUMN b CHECK (a > 5);
