-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:mismatch/sqlite-utils
-- alterego: versions=*
-- alterego: reason=a key of the type INT becomes INTEGER PRIMARY KEY: values that are no integers are refused
-- alterego: verdict=engine-bug
-- datatype mismatch
CREATE TABLE t(a INT PRIMARY KEY);
INSERT INTO t VALUES ('x');
ALTER TABLE t RENAME COLUMN a TO b;
