-- alterego: signature=schema/rename_table/rename_table.accept*/schema-trigger.changed/turso
-- alterego: seen=*excluded*
-- alterego: versions=*
-- alterego: reason=RENAME TO leaves excluded.a of a trigger's upsert as it is
-- alterego: verdict=documented-difference
-- SQLite is the one that is wrong: it writes "u".a, which is the row that is
-- there.
CREATE TABLE t(a);
CREATE TRIGGER r UPDATE ON t BEGIN INSERT INTO t VALUES (0) ON CONFLICT DO UPDATE SET a = excluded.a; END;
ALTER TABLE t RENAME TO u;
