-- alterego: signature=schema/rename_table/rename_table.accept*/schema-index-temp.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO leaves the old name in the WHERE of an index of a TEMP table
-- alterego: verdict=engine-bug
CREATE TEMP TABLE t(a);
CREATE INDEX i ON t(a) WHERE t.a >= 7;
ALTER TABLE t RENAME TO u;
