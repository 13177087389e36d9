-- alterego: signature=schema/rename_column/rename_column.accept*/schema-view.changed/turso
-- alterego: seen=*(SELECT "*".* FROM*
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN renames what comes out of SELECT t.*
-- alterego: verdict=documented-difference
-- SQLite leaves "a" as it is, which is a string from then on.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT "a" FROM (SELECT t.* FROM t) AS x;
ALTER TABLE t RENAME COLUMN a TO b;
