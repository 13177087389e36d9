-- alterego: signature=schema/*/*.accept*/indexes.*/sequelize
-- alterego: with=index.changed:rows.changed:rows-rowids.changed:schema-index.changed:schema-table.changed:schema-lost-not_null.changed:schema-new-unique.changed:tables.changed:xinfo.changed
-- alterego: seen=*INTEGER*PRIMARY KEY*
-- alterego: versions=*
-- alterego: reason=a key whose type has INT in it, also FLOATING POINT, becomes INTEGER PRIMARY KEY
-- alterego: verdict=engine-bug
-- It is the rowid then: NULL gets a number, and other values are refused.
CREATE TABLE t(a INT PRIMARY KEY, b);
ALTER TABLE t DROP COLUMN b;
