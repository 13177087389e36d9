-- alterego: signature=schema/drop_column/drop_column.accept*/schema-view.changed/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN leaves a string in double quotes as it is
-- alterego: verdict=documented-difference
-- SQLite writes it in single quotes: 'no such'.
CREATE TABLE t(a, b);
CREATE VIEW v AS SELECT "no such" AS c FROM t;
ALTER TABLE t DROP COLUMN b;
