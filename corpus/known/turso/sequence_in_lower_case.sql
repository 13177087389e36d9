-- alterego: signature=probe/rename_column/rename_column.accept/rows.changed/turso
-- alterego: versions=*
-- alterego: reason=sqlite_sequence holds the table's name in lower case
-- alterego: verdict=engine-bug
-- SQLite looks for the name as it is spelled, finds none, and starts at 1.
CREATE TABLE T1(c0 INTEGER PRIMARY KEY AUTOINCREMENT);
ALTER TABLE T1 RENAME c0 TO c1;
