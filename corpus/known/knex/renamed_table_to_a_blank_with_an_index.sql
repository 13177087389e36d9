-- alterego: signature=schema/rename_table/rename_table.accept*/schema-index.changed/knex
-- alterego: with=tables.changed:fks.changed:fk_check.changed:rows.changed:schema-table.changed
-- alterego: seen=*""*
-- alterego: versions=*
-- alterego: reason=renameTable to a name of a blank gives the empty name, also in the indexes
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
CREATE INDEX i ON t(a);
ALTER TABLE t RENAME TO " ";
