-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:mismatch/alembic
-- alterego: versions=*
-- alterego: reason=a key of the type INT becomes INTEGER PRIMARY KEY, which takes no text
-- alterego: verdict=engine-bug
CREATE TABLE t(a INT PRIMARY KEY, b BLOB);
INSERT INTO t VALUES ('x', 1);
ALTER TABLE t DROP COLUMN b;
