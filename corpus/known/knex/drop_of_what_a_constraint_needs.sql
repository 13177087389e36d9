-- alterego: signature=outcome/drop_column/drop_column.reload/expected:refused:no_such_column/actual:accepted/knex
-- alterego: versions=*
-- alterego: reason=dropColumn drops the foreign keys and CHECKs that name the column
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b, FOREIGN KEY (b) REFERENCES u);
ALTER TABLE t DROP COLUMN b;
