-- alterego: signature=*/dml.foreign_key_set_null/expected:refused:foreign_key/actual:accepted/sqlite
-- alterego: versions=*
-- alterego: reason=a foreign key ON DELETE SET NULL is not enforced if its action was compiled last
-- alterego: verdict=engine-bug
-- sqlite3FkCheck leaves out the search for a parent while the action SET NULL of
-- that foreign key is compiled (isSetNullAction). It asks for the program at the
-- head of the list of all that the statement has compiled, which is still there
-- when the trigger is done. The row comes in, and PRAGMA foreign_key_check
-- reports it. Without the trigger: FOREIGN KEY constraint failed.
PRAGMA foreign_keys = 1;
CREATE TABLE t(a UNIQUE, b REFERENCES t(a) ON DELETE SET NULL);
CREATE TRIGGER r BEFORE INSERT ON t BEGIN DELETE FROM t WHERE 0; END;
INSERT INTO t VALUES (1, 1005);
