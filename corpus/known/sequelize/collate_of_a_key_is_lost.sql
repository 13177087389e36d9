-- alterego: signature=schema/*/*.accept*/schema-lost-collate.changed/sequelize
-- alterego: with=index.changed
-- alterego: versions=*
-- alterego: reason=a change drops the COLLATE of a key
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, UNIQUE (a COLLATE NOCASE));
ALTER TABLE t DROP COLUMN b;
