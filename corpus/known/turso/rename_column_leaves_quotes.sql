-- alterego: signature=schema/rename_column/rename_column.accept*/schema-view.changed/turso
-- alterego: seen=*''z*z''*
-- alterego: versions=*
-- alterego: reason=a string in double quotes in a view stays as it is written
-- alterego: verdict=documented-difference
-- SQLite writes it in single quotes.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT 0 FROM (SELECT "zz");
ALTER TABLE t RENAME COLUMN a TO b;
