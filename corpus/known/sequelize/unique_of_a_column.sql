-- alterego: signature=schema/*/*.accept*/schema-new-unique.changed/sequelize
-- alterego: with=index.changed:indexes.extra:indexes.changed:indexes.missing:rows.changed:schema-new-not_null.changed:xinfo.changed
-- alterego: versions=*
-- alterego: reason=a change makes each column of a UNIQUE of several one by itself
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, c, UNIQUE (a, c));
ALTER TABLE t DROP COLUMN b;
