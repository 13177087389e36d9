-- alterego: signature=outcome/drop_column/drop_column.unique/expected:refused:key_column/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=dropColumn does what SQLite refuses
-- alterego: verdict=documented-difference
CREATE TABLE t(a UNIQUE, b);
ALTER TABLE t DROP COLUMN a;
