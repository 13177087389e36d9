-- alterego: signature=schema/rename_column/rename_column.accept*/schema-table.changed/knex
-- alterego: with=xinfo.changed:index.changed:fks.changed:schema-index.changed:schema-trigger.changed:schema-view.changed
-- alterego: seen=*(""*
-- alterego: versions=*
-- alterego: reason=renameColumn to a name of a blank gives the empty name
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
ALTER TABLE t RENAME COLUMN a TO " ";
