-- alterego: signature=schema/*/*.accept*/schema-lost-desc.changed/sequelize
-- alterego: with=index.changed:indexes.changed:indexes.missing:rows.changed:rows-rowids.changed:schema-lost-not_null.changed:xinfo.changed:schema-new-not_null.changed:schema-new-unique.changed
-- alterego: versions=*
-- alterego: reason=a change drops the DESC of a key
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, PRIMARY KEY (a DESC));
ALTER TABLE t DROP COLUMN b;
