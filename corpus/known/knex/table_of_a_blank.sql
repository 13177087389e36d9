-- alterego: signature=outcome/rename_column/rename_column.accept*/expected:accepted/actual:refused:no_such_table/knex
-- alterego: versions=*
-- alterego: reason=renameColumn trims names
-- alterego: verdict=engine-bug
CREATE TABLE " "(a);
ALTER TABLE " " RENAME COLUMN a TO b;
