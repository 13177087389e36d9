-- alterego: signature=outcome/rename_column/rename_column.reload/expected:refused:no_such_column/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=SQLite refuses to rename a column whose name it does not find in a constraint; the copy has none to find
-- alterego: verdict=documented-difference
-- SQLite is the one that is wrong: error in table t after rename.
CREATE TABLE t(a INTEGER PRIMARY KEY NOT NULL, UNIQUE (a DESC)) WITHOUT ROWID;
ALTER TABLE t RENAME COLUMN a TO b;
