-- alterego: signature=schema/add_column/add_column.accept*/schema-new-unreadable.changed/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN writes REFERENCES t() and the database cannot be opened again
-- alterego: verdict=engine-bug
-- The table is printed anew, and a REFERENCES without columns gets an empty
-- list. It works until the database is closed; then opening it fails: near ")":
-- syntax error. SQLite appends the column to the text.
CREATE TABLE t(a REFERENCES t);
ALTER TABLE t ADD COLUMN b;
