-- alterego: signature=schema/rename_column/rename_column.accept/schema-index-table.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN to a name of digits writes it without quotes
-- alterego: verdict=engine-bug
-- PRIMARY KEY (12) and CREATE INDEX i0 ON t0 (12): a constant, which is no
-- column.
CREATE TABLE t0(c0, PRIMARY KEY (c0));
CREATE INDEX i0 ON t0(c0);
ALTER TABLE t0 RENAME c0 TO "12";
