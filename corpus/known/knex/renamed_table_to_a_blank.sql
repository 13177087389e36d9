-- alterego: signature=schema/rename_table/rename_table.accept*/schema-table.changed/knex
-- alterego: with=tables.changed:fks.changed:fk_check.changed:rows.changed:schema-index.changed
-- alterego: versions=*
-- alterego: reason=renameTable to a name of a blank gives the empty name
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
ALTER TABLE t RENAME TO " ";
