-- alterego: signature=schema/*/*.accept*/schema-lost-default.changed/sequelize
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=a change drops the DEFAULT of an INTEGER PRIMARY KEY
-- alterego: verdict=documented-difference
CREATE TABLE t(a INTEGER PRIMARY KEY DEFAULT 5, b);
ALTER TABLE t DROP COLUMN b;
