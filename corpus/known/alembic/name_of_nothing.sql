-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:unclassified/alembic
-- alterego: answer=*must be constructed with a non-blank name*
-- alterego: versions=*
-- alterego: reason=a table with a column called "" cannot be changed
-- alterego: verdict=engine-bug
CREATE TABLE t("" TEXT, b TEXT);
ALTER TABLE t DROP COLUMN b;
