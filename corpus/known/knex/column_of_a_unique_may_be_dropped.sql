-- alterego: signature=outcome/drop_column/drop_column.reload/expected:refused:prohibited/actual:accepted/knex
-- alterego: versions=*
-- alterego: reason=dropColumn drops a column of a UNIQUE constraint, which SQLite refuses, and the constraint
-- alterego: verdict=documented-difference
CREATE TABLE t("c", b, UNIQUE ("c"));
ALTER TABLE t DROP COLUMN c;
