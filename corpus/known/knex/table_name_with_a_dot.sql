-- alterego: signature=outcome/rename_table/rename_table.accept*/expected:accepted/actual:refused:syntax/knex
-- alterego: answer=*near ".": syntax error*
-- alterego: versions=*
-- alterego: reason=renameTable takes a name with a dot for two names
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
ALTER TABLE t RENAME TO "a.b";
