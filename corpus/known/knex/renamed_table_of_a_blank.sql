-- alterego: signature=outcome/rename_table/rename_table.accept*/expected:accepted/actual:refused:no_such_table/knex
-- alterego: versions=*
-- alterego: reason=renameTable trims names
-- alterego: verdict=engine-bug
CREATE TABLE " "(a);
ALTER TABLE " " RENAME TO t;
