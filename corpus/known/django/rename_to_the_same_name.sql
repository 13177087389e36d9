-- alterego: signature=outcome/rename_table/rename_table.name_taken/expected:refused:name_taken/actual:accepted/django
-- alterego: versions=*
-- alterego: reason=a table may be renamed to the name that it has
-- alterego: verdict=documented-difference
-- alter_db_table does nothing then. SQLite refuses.
CREATE TABLE t(a INTEGER PRIMARY KEY);
ALTER TABLE t RENAME TO t;
