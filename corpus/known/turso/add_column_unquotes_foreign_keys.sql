-- alterego: signature=schema/add_column/add_column.accept*/schema-new-unreadable.changed/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN writes a keyword in a foreign key without its quotes and the database cannot be opened again
-- alterego: verdict=engine-bug
-- Opening it fails: near "group": syntax error. DROP COLUMN does the same.
CREATE TABLE t("group" UNIQUE REFERENCES t("group"));
ALTER TABLE t ADD COLUMN b;
