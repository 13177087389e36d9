-- alterego: signature=outcome/drop_column/drop_column.primary_key/expected:refused:key_column/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=dropColumn does what SQLite refuses
-- alterego: verdict=documented-difference
CREATE TABLE t(a PRIMARY KEY, b);
ALTER TABLE t DROP COLUMN a;
