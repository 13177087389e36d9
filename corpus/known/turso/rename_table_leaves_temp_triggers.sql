-- alterego: signature=schema/rename_table/rename_table.accept*/schema-new-name.changed/turso
-- alterego: seen=schema-new-name temp
-- alterego: versions=*
-- alterego: reason=RENAME TO leaves the old name in tbl_name of a TEMP trigger
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
CREATE TEMP TRIGGER r INSERT ON t BEGIN INSERT INTO t VALUES (new.a); END;
ALTER TABLE t RENAME TO u;
