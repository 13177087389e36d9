-- alterego: signature=schema/*_column/*.accept*/index.changed/alembic
-- alterego: seen=index *.sqlite_autoindex_*
-- alterego: with=indexes.changed
-- alterego: versions=*
-- alterego: reason=a batch operation writes UNIQUE and PRIMARY KEY in another order: their indexes have each other's names
-- alterego: verdict=documented-difference
CREATE TABLE t(a TEXT, b TEXT, c TEXT, UNIQUE (b), PRIMARY KEY (a));
ALTER TABLE t DROP COLUMN c;
