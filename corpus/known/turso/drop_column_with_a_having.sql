-- alterego: signature=outcome/drop_column/drop_column.pre_check/expected:refused:bad_definition/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN does not look for broken views of other columns
-- alterego: verdict=documented-difference
-- As drop_column_with_a_broken_view.
CREATE TABLE t(a, b);
CREATE VIEW v AS WITH c AS (SELECT 0 AS d HAVING count(*) > 0) SELECT 0 FROM c;
ALTER TABLE t DROP COLUMN b;
