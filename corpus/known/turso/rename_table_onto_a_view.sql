-- alterego: signature=outcome/rename_table/rename_table.name_taken/expected:refused:name_taken/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO takes the name of a view
-- alterego: verdict=engine-bug
-- There are then a table and a view of one name, and the view cannot be
-- reached. SQLite refuses: there is already another table or index with this
-- name.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT 1;
ALTER TABLE t RENAME TO v;
