-- alterego: signature=schema/rename_column/rename_column.accept*/schema-new-unreadable.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN to "1e3" is stored without quotes in foreign keys, and the database cannot be opened again
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
CREATE TABLE c(b, FOREIGN KEY (b) REFERENCES t(a));
ALTER TABLE t RENAME COLUMN a TO "1e3";
