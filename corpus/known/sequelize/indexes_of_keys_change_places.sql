-- alterego: signature=schema/*/*.accept*/index.changed/sequelize
-- alterego: seen=index *.sqlite_autoindex_*
-- alterego: with=indexes.changed
-- alterego: versions=*
-- alterego: reason=a change writes UNIQUE and PRIMARY KEY in another order: their indexes have each other's names
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b, c, UNIQUE (b), UNIQUE (a));
ALTER TABLE t DROP COLUMN c;
