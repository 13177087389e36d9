-- alterego: signature=schema/rename_column/rename_column.accept*/schema-view.changed/turso
-- alterego: seen=*(SELECT * FROM "*" AS "*" JOIN *
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN renames what comes out of SELECT * of a join
-- alterego: verdict=documented-difference
-- As rename_column_behind_a_star.
CREATE TABLE t(a);
CREATE TABLE u(a);
CREATE VIEW v AS SELECT a AS b FROM (SELECT * FROM t AS x JOIN u) AS y;
ALTER TABLE t RENAME COLUMN a TO c;
