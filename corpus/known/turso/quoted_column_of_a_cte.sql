-- alterego: signature=schema/rename_column/rename_column.accept/schema-view.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN also rewrites "a" that names a column of a CTE
-- alterego: verdict=documented-difference
-- SQLite leaves it, and it becomes a string.
CREATE TABLE t0(a);
CREATE VIEW 'v1' AS WITH n0 AS (SELECT [a] FROM t0) SELECT "a" FROM n0;
ALTER TABLE t0 RENAME a TO c1;
