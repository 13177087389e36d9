-- alterego: signature=schema/rename_column/rename_column.accept*/schema-view.changed/turso
-- alterego: seen=*SELECT 12 *
-- alterego: versions=*
-- alterego: reason=a column renamed to a number is written into views without quotes
-- alterego: verdict=engine-bug
-- SELECT 12: the view shows the number. See rename_column_to_a_number_in_a_check.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT a AS b FROM t;
ALTER TABLE t RENAME COLUMN a TO "12";
