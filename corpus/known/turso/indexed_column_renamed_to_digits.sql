-- alterego: signature=schema/rename_column/rename_column.accept/schema-index.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN to a name of digits writes it without quotes
-- alterego: verdict=engine-bug
-- As in column_renamed_to_digits_with_an_index.sql.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0(c0);
ALTER TABLE t0 RENAME c0 TO "12";
