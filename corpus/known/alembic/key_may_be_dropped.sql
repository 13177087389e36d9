-- alterego: signature=outcome/drop_column/drop_column.primary_key/expected:refused:key_column/actual:accepted/alembic
-- alterego: versions=*
-- alterego: reason=drop_column drops a PRIMARY KEY column
-- alterego: verdict=documented-difference
-- SQLite refuses it.
CREATE TABLE t(a INTEGER PRIMARY KEY, b INTEGER);
ALTER TABLE t DROP COLUMN a;
