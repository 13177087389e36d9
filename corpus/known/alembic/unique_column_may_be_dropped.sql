-- alterego: signature=outcome/drop_column/drop_column.unique/expected:refused:key_column/actual:accepted/alembic
-- alterego: versions=*
-- alterego: reason=drop_column drops a UNIQUE column
-- alterego: verdict=documented-difference
-- SQLite refuses it.
CREATE TABLE t(a INTEGER UNIQUE, b INTEGER);
ALTER TABLE t DROP COLUMN a;
