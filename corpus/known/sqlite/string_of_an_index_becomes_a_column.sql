-- alterego: signature=integrity/add_column/add_column.accept/integrity.row_missing/sqlite
-- alterego: versions=*
-- alterego: reason=a string in double quotes that is the key of an index becomes a column once one of that name is added
-- alterego: verdict=engine-bug
-- "b" is no column, so the index holds the string 'b'. ADD COLUMN leaves the
-- index as it is, and its text now means the new column: "row 1 missing from
-- index i". Queries over the index find nothing.
CREATE TABLE t(a);
INSERT INTO t VALUES ('');
CREATE INDEX i ON t("b");
ALTER TABLE t ADD b;
