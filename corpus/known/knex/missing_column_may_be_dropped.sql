-- alterego: signature=outcome/drop_column/drop_column.no_such_column/expected:refused:no_such_column/actual:accepted/knex
-- alterego: versions=*
-- alterego: reason=dropColumn of a column that is not there does nothing, and says so to nobody
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
ALTER TABLE t DROP COLUMN c;
