-- alterego: signature=outcome/drop_column/drop_column.primary_key/expected:refused:key_column/actual:accepted/knex
-- alterego: versions=*
-- alterego: reason=dropColumn drops a PRIMARY KEY column
-- alterego: verdict=documented-difference
-- SQLite refuses it.
CREATE TABLE t(a PRIMARY KEY, b);
ALTER TABLE t DROP COLUMN a;
