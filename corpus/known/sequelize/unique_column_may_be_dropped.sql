-- alterego: signature=outcome/drop_column/drop_column.unique/expected:refused:key_column/actual:accepted/sequelize
-- alterego: versions=*
-- alterego: reason=removeColumn does what SQLite refuses
-- alterego: verdict=documented-difference
CREATE TABLE t(a UNIQUE, b);
ALTER TABLE t DROP COLUMN a;
