-- alterego: signature=outcome/drop_column/drop_column.reload/expected:refused:*/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=dropColumn drops a column that a constraint names
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b, UNIQUE (b DESC, a DESC));
ALTER TABLE t DROP COLUMN b;
