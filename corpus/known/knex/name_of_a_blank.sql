-- alterego: signature=outcome/rename_column/rename_column.accept*/expected:accepted/actual:refused:no_such_column/knex
-- alterego: versions=*
-- alterego: reason=renameColumn trims names
-- alterego: verdict=engine-bug
CREATE TABLE t(" ", b);
ALTER TABLE t RENAME COLUMN " " TO c;
