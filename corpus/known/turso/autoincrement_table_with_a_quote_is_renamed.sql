-- alterego: signature=outcome/rename_table/rename_table.accept/expected:accepted/actual:refused:syntax/turso
-- alterego: versions=*
-- alterego: reason=a table whose name holds a quote and that has AUTOINCREMENT cannot be renamed
-- alterego: verdict=engine-bug
-- As in autoincrement_in_a_table_with_a_quote.sql.
CREATE TABLE t0(integer INTEGER PRIMARY KEY AUTOINCREMENT);
ALTER TABLE t0 RENAME TO t2;
ALTER TABLE t2 RENAME TO "a""b";
ALTER TABLE "a""b" RENAME TO t0;
