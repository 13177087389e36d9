-- alterego: signature=schema/*_column/*.accept*/schema-lost-collate.changed/sqlite-utils
-- alterego: with=index.changed
-- alterego: versions=*
-- alterego: reason=transform() drops the COLLATE of a key
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT, PRIMARY KEY (a COLLATE NOCASE));
ALTER TABLE t RENAME COLUMN b TO c;
