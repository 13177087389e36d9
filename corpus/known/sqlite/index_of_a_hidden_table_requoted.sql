-- alterego: signature=integrity/drop_column/drop_column.accept_hidden/integrity.*/sqlite
-- alterego: versions=3.36.0..
-- alterego: reason=the index of a table that a TEMP table hides is resolved as if it were on the latter
-- alterego: verdict=engine-bug
-- DROP COLUMN puts strings of all objects in single quotes, and compiles each to
-- tell strings from names. It looks for an index's table by its name alone and
-- finds the TEMP one (sqlite3CreateIndex), which has no e: the key becomes the
-- string 'e', "row 1 missing from index i". RENAME COLUMN does the same.
CREATE TABLE t(e);
INSERT INTO t VALUES (1);
CREATE TABLE u(a, b);
CREATE INDEX i ON t(-"e");
CREATE TEMP TABLE t(a);
ALTER TABLE u DROP a;
