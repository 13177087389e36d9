-- alterego: signature=outcome/*_column/*.accept/expected:accepted/actual:refused:unclassified/sqlite-utils
-- alterego: answer=*cannot be used in column names*
-- alterego: versions=*
-- alterego: reason=transform() fails on a name that holds a bracket
-- alterego: verdict=engine-bug
-- It quotes names as [a]b].
CREATE TABLE t("a]b" TEXT, c TEXT);
ALTER TABLE t DROP COLUMN c;
