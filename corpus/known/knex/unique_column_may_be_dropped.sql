-- alterego: signature=outcome/drop_column/drop_column.unique/expected:refused:key_column/actual:accepted/knex
-- alterego: versions=*
-- alterego: reason=dropColumn drops a UNIQUE column
-- alterego: verdict=documented-difference
-- SQLite refuses it.
CREATE TABLE t(a UNIQUE, b);
ALTER TABLE t DROP COLUMN a;
