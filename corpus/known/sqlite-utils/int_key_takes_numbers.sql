-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:unique/sqlite-utils
-- alterego: versions=*
-- alterego: reason=a key of the type INT becomes INTEGER PRIMARY KEY: the number that a NULL gets there may be taken
-- alterego: verdict=engine-bug
CREATE TABLE t(a INT PRIMARY KEY);
INSERT INTO t(rowid, a) VALUES (0, 4);
INSERT INTO t DEFAULT VALUES;
INSERT INTO t(a) VALUES (5);
ALTER TABLE t RENAME COLUMN a TO b;
