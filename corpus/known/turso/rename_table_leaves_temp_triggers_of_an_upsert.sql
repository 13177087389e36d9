-- alterego: signature=schema/rename_table/rename_table.accept*/schema-trigger-temp.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO leaves the old name in tbl_name of a TEMP trigger
-- alterego: verdict=engine-bug
-- Its text differs as well: see rename_table_under_excluded.
CREATE TABLE t(a PRIMARY KEY);
CREATE TEMP TRIGGER r INSERT ON t BEGIN INSERT INTO t VALUES (new.a) ON CONFLICT (a) DO UPDATE SET a = excluded.a; END;
ALTER TABLE t RENAME TO u;
