-- alterego: signature=schema/rename_table/rename_table.accept*/schema-trigger.changed/turso
-- alterego: seen=*'trigger'|'t'|'t'|'CREATE TRIGGER "r"*
-- alterego: versions=*
-- alterego: reason=RENAME TO renames a trigger of the table's name as well
-- alterego: verdict=engine-bug
-- The name in its row of sqlite_schema; the text keeps it.
CREATE TABLE t(a);
CREATE TRIGGER r INSERT ON t BEGIN UPDATE t SET a = 0; END;
ALTER TABLE t RENAME TO r;
ALTER TABLE r RENAME TO t;
