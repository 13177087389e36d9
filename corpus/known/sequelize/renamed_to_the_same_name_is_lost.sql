-- alterego: signature=schema/rename_column/rename_column.accept*/tables.changed/sequelize
-- alterego: with=index.changed:indexes.changed:indexes.missing:rows.changed:rows-rowids.changed:schema-table.changed:schema-lost-primary_key.changed:schema-lost-type_arguments.changed:schema-lost-unique.changed:schema-lost-default.changed:schema-lost-not_null.changed:xinfo.changed:xinfo.missing
-- alterego: versions=*
-- alterego: reason=a column renamed to its own name is lost with its values
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
INSERT INTO t VALUES (1, 2);
ALTER TABLE t RENAME COLUMN a TO a;
