-- alterego: signature=schema/*_column/*.accept*/indexes.missing/sqlite-utils
-- alterego: with=schema-index.changed:schema-table.changed:xinfo.changed:rows.changed:fk_check.changed
-- alterego: versions=*
-- alterego: reason=a key of the type INT becomes INTEGER PRIMARY KEY, which needs no index
-- alterego: verdict=engine-bug
CREATE TABLE t(a INT PRIMARY KEY, b TEXT);
ALTER TABLE t RENAME COLUMN b TO c;
