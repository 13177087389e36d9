-- alterego: signature=schema/rename_column/rename_column.accept*/schema-table.changed/turso
-- alterego: seen=*(1e3)*
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN to "1e3" makes a number of it in CHECK
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b CHECK (a));
ALTER TABLE t RENAME COLUMN a TO "1e3";
