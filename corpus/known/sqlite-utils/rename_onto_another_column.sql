-- alterego: signature=outcome/rename_column/rename_column.reload/expected:refused:duplicate_column/actual:accepted/sqlite-utils
-- alterego: versions=*
-- alterego: reason=RENAME to the name of another column puts one in place of the other
-- alterego: verdict=engine-bug
-- SQLite refuses: duplicate column name. Here the values of one are gone.
CREATE TABLE t(a, b, c);
INSERT INTO t VALUES (1, 2, 3);
ALTER TABLE t RENAME COLUMN b TO a;
