-- alterego: signature=schema/*/*.accept*/schema-new-not_null.changed/sequelize
-- alterego: with=xinfo.changed:index.changed:indexes.changed:schema-new-unique.changed
-- alterego: versions=*
-- alterego: reason=a change writes NOT NULL to the columns of a key of several
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b, c, PRIMARY KEY (a, b));
ALTER TABLE t DROP COLUMN c;
