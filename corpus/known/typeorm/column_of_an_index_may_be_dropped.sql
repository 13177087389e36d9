-- alterego: signature=outcome/drop_column/drop_column.*/expected:refused:no_such_column/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=dropColumn drops the indexes on the column as well
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b);
CREATE INDEX i ON t(a);
ALTER TABLE t DROP COLUMN a;
