-- alterego: signature=schema/*_column/*.accept*/schema-lost-desc.changed/sqlite-utils
-- alterego: with=index.changed:indexes.missing:rows.changed:xinfo.changed
-- alterego: versions=*
-- alterego: reason=transform() drops the DESC of a key
-- alterego: verdict=engine-bug
-- An INTEGER PRIMARY KEY DESC becomes the rowid, and its index goes.
CREATE TABLE t(a INTEGER, b INTEGER, PRIMARY KEY (a DESC));
ALTER TABLE t RENAME COLUMN b TO c;
