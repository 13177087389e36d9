-- alterego: signature=schema/*_column/*.accept*/schema-lost-collate.changed/alembic
-- alterego: with=index.changed
-- alterego: versions=*
-- alterego: reason=a batch operation drops the COLLATE of a key
-- alterego: verdict=engine-bug
CREATE TABLE t(a BLOB, b BLOB, PRIMARY KEY (a COLLATE NOCASE));
ALTER TABLE t RENAME COLUMN b TO c;
