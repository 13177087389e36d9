-- alterego: signature=outcome/rename_column/rename_column.accept*/expected:accepted/actual:refused:syntax/knex
-- alterego: answer=*near ".": syntax error*
-- alterego: versions=*
-- alterego: reason=renameColumn takes a name with a dot for two names
-- alterego: verdict=engine-bug
CREATE TABLE t("a.b");
ALTER TABLE t RENAME COLUMN "a.b" TO c;
