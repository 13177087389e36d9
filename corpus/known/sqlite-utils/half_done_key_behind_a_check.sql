-- alterego: signature=schema/drop_column/drop_column.primary_key/xinfo.changed/sqlite-utils
-- alterego: with=index.changed:indexes.missing:rows.changed:schema-index.changed:schema-lost-conflict.changed:schema-lost-constraint.changed:schema-lost-desc.changed:schema-lost-type_arguments.changed:schema-table.changed:tables.changed
-- alterego: versions=*
-- alterego: reason=transform() that fails on its check of foreign keys has dropped the key all the same
-- alterego: verdict=engine-bug
CREATE TABLE c(a, FOREIGN KEY (a) REFERENCES c);
CREATE TABLE t(a INTEGER PRIMARY KEY, b);
PRAGMA foreign_keys = 1;
ALTER TABLE t DROP COLUMN a;
