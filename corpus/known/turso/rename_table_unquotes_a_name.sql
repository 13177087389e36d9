-- alterego: signature=schema/rename_table/rename_table.accept*/schema-new-unreadable.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO "1e3" is stored without quotes and the database cannot be opened again
-- alterego: verdict=engine-bug
-- opened again: near "1e3": syntax error.
CREATE TABLE t(a);
ALTER TABLE t RENAME TO "1e3";
