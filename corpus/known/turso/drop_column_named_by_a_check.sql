-- alterego: signature=outcome/drop_column/drop_column.reload/expected:refused:no_such_column/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN is accepted though a CHECK of another column names it
-- alterego: verdict=engine-bug
-- From then on every INSERT fails: no such column: a. SQLite refuses: error in
-- table t after drop column.
CREATE TABLE t(a, b CHECK (a > 0));
ALTER TABLE t DROP COLUMN a;
