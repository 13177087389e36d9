-- alterego: signature=schema/*_column/*.accept*/schema-lost-desc.changed/django
-- alterego: with=index.changed:indexes.missing:rows.changed:schema-new-not_null.changed:xinfo.changed
-- alterego: versions=*
-- alterego: reason=the DESC of a key is dropped
-- alterego: verdict=documented-difference
-- An INTEGER PRIMARY KEY DESC becomes the rowid, and its index goes.
CREATE TABLE t(a REAL, b INTEGER, PRIMARY KEY (b DESC));
ALTER TABLE t DROP COLUMN a;
