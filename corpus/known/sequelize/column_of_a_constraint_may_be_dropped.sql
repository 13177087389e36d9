-- alterego: signature=outcome/drop_column/drop_column.reload/expected:refused:*/actual:accepted/sequelize
-- alterego: versions=*
-- alterego: reason=removeColumn drops a column that a constraint names
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b, c, UNIQUE (a, b));
ALTER TABLE t DROP COLUMN b;
