-- alterego: signature=schema/*/*.accept*/schema-lost-desc.changed/typeorm
-- alterego: with=index.changed:index.missing:indexes.missing:rows.changed:rows-rowids.changed:schema-new-not_null.changed:xinfo.changed
-- alterego: versions=*
-- alterego: reason=a change drops the DESC of a key
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, c, PRIMARY KEY (a DESC, c));
ALTER TABLE t DROP COLUMN b;
