-- alterego: signature=schema/*/*.accept*/schema-lost-unique.changed/sequelize
-- alterego: with=index.changed:indexes.changed:indexes.missing:schema-index.changed
-- alterego: versions=*
-- alterego: reason=a change leaves out a UNIQUE beside an INTEGER PRIMARY KEY, or one that is there twice
-- alterego: verdict=documented-difference
CREATE TABLE t(a INTEGER PRIMARY KEY UNIQUE, b);
ALTER TABLE t DROP COLUMN b;
