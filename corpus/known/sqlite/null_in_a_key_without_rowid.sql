-- alterego: signature=integrity/*/integrity.null_value/sqlite
-- alterego: versions=3.26.0..3.26.0
-- alterego: reason=REPLACE puts the DEFAULT NULL into a NOT NULL column, also into the key of a WITHOUT ROWID table
-- alterego: verdict=engine-bug
-- "NULL value in t.a", and it is there. 3.31 refuses the INSERT.
CREATE TABLE t(a DEFAULT NULL PRIMARY KEY) WITHOUT ROWID;
REPLACE INTO t DEFAULT VALUES;
CREATE TABLE u(a);
ALTER TABLE u ADD b;
