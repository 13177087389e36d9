-- alterego: signature=schema/*_column/*.accept*/schema-table.changed/django
-- alterego: versions=*
-- alterego: reason=types are written in lower case
-- alterego: verdict=documented-difference
CREATE TABLE t(a INTEGER PRIMARY KEY NOT NULL, b INT);
ALTER TABLE t DROP COLUMN b;
