-- alterego: signature=schema/*_column/*.accept*/schema-lost-unique.changed/django
-- alterego: with=index.changed:index.missing:indexes.missing:indexes.changed
-- alterego: versions=*
-- alterego: reason=a UNIQUE beside the PRIMARY KEY of the same column is dropped
-- alterego: verdict=documented-difference
-- The key is unique anyhow.
CREATE TABLE t(a BLOB UNIQUE NOT NULL, b INTEGER, PRIMARY KEY (a));
ALTER TABLE t DROP COLUMN b;
