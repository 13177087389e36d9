-- alterego: signature=schema/*_column/*.accept*/schema-lost-without_rowid.changed/sqlite-utils
-- alterego: with=index.extra:indexes.changed:schema-new-not_null.changed:tables.changed:xinfo.changed:rows.changed:index.changed
-- alterego: versions=*
-- alterego: reason=transform() drops WITHOUT ROWID
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;
ALTER TABLE t RENAME COLUMN a TO b;
