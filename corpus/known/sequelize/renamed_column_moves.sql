-- alterego: signature=schema/rename_column/rename_column.accept*/xinfo.changed/sequelize
-- alterego: with=index.changed:indexes.changed:rows.changed:rows-rowids.changed:schema-table.changed
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN moves the column behind all others
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
INSERT INTO t VALUES (1, 2);
ALTER TABLE t RENAME COLUMN a TO c;
