-- alterego: signature=schema/rename_table/rename_table.accept*/tables.changed/sequelize
-- alterego: with=fks.changed:rows.changed:schema-table.changed:schema-index.changed
-- alterego: versions=*
-- alterego: reason=a backtick in the new name of a table is left out
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
ALTER TABLE t RENAME TO "a`b";
