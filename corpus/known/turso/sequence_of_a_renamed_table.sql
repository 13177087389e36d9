-- alterego: signature=rows/rename_table/rename_table.accept/rows*.changed/turso
-- alterego: versions=*
-- alterego: reason=the name of a table in sqlite_sequence is in lower case
-- alterego: verdict=documented-difference
-- See the profile, name_case.
CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT);
INSERT INTO t VALUES (1);
ALTER TABLE t RENAME TO T2;
