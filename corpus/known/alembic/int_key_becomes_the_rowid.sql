-- alterego: signature=schema/*_column/*.accept*/indexes.missing/alembic
-- alterego: with=schema-index.changed:schema-table.changed:rows.changed:rows-rowids.changed:xinfo.changed
-- alterego: seen=*'pk'|0*
-- alterego: versions=*
-- alterego: reason=a key of the type INT becomes INTEGER PRIMARY KEY, which is the rowid
-- alterego: verdict=engine-bug
CREATE TABLE t(a INT PRIMARY KEY, b BLOB);
ALTER TABLE t RENAME COLUMN b TO c;
