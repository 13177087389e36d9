-- alterego: signature=schema/rename_table/rename_table.accept*/schema-new-name.changed/turso
-- alterego: seen=schema-new-name main
-- alterego: versions=*
-- alterego: reason=RENAME TO renames a trigger of the table's name as well
-- alterego: verdict=engine-bug
-- The name in its row of sqlite_schema; the text keeps it.
CREATE TABLE t(a);
CREATE TRIGGER r INSERT ON t BEGIN UPDATE t SET a = 0; END;
ALTER TABLE t RENAME TO r;
ALTER TABLE r RENAME TO t;
