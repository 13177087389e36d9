-- alterego: signature=schema/drop_column/drop_column.accept*/schema-new-unreadable.changed/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN writes REFERENCES t() and the database cannot be opened again
-- alterego: verdict=engine-bug
-- As add_column_empties_references.
CREATE TABLE t(a REFERENCES t, b);
ALTER TABLE t DROP COLUMN b;
