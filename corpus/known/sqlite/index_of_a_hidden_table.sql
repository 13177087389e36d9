-- alterego: signature=integrity/rename_column/rename_column.accept_hidden/integrity.*/sqlite
-- alterego: versions=*
-- alterego: reason=the index of a table that a TEMP table hides is resolved as if it were on the latter
-- alterego: verdict=engine-bug
-- RENAME COLUMN looks for the index's table by its name alone and finds the TEMP
-- one (sqlite3CreateIndex). The index keeps the old name, which is a string once
-- it is double-quoted: "row 1 missing from index i".
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
CREATE INDEX i ON t("a", "a" DESC);
CREATE TEMP TABLE t(a);
ALTER TABLE main.t RENAME COLUMN a TO b;
