-- alterego: signature=outcome/drop_column/drop_column.no_such_column/expected:refused:no_such_column/actual:accepted/sequelize
-- alterego: versions=*
-- alterego: reason=removeColumn does what SQLite refuses
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b);
ALTER TABLE t DROP COLUMN c;
