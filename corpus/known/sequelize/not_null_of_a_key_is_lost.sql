-- alterego: signature=schema/*/*.accept*/schema-lost-not_null.changed/sequelize
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=a change drops the NOT NULL of an INTEGER PRIMARY KEY
-- alterego: verdict=documented-difference
-- It is no NULL anyway.
CREATE TABLE t(a INTEGER PRIMARY KEY NOT NULL, b);
ALTER TABLE t DROP COLUMN b;
