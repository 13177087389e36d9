-- alterego: signature=outcome/drop_column/drop_column.last/expected:refused:last_column/actual:accepted/knex
-- alterego: versions=*
-- alterego: reason=dropColumn does not find a name with a quote, and does nothing
-- alterego: verdict=engine-bug
CREATE TABLE t("a""b");
ALTER TABLE t DROP COLUMN "a""b";
