-- alterego: signature=*/*_column/*.accept*/rows.extra/django
-- alterego: versions=*
-- alterego: reason=the schema editor leaves a row in sqlite_sequence for a table that never had one
-- alterego: verdict=documented-difference
CREATE TABLE t(a integer PRIMARY KEY AUTOINCREMENT NOT NULL, b REAL);
ALTER TABLE t DROP COLUMN b;
