-- alterego: signature=rows/drop_column/drop_column.accept*/rows.extra/knex
-- alterego: versions=*
-- alterego: reason=dropColumn leaves a row in sqlite_sequence for a table that never had one
-- alterego: verdict=documented-difference
CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b);
ALTER TABLE t DROP COLUMN b;
