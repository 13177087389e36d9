-- alterego: signature=integrity/*/integrity.null_value/libsql
-- alterego: versions=*
-- alterego: reason=integrity_check takes the default 0.5 of a NOT NULL column for NULL in rows that are older than the column
-- alterego: verdict=engine-bug
-- As SQLite 3.41 to 3.48: known/sqlite has the same. The rows read 0.5, as they
-- should.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b NOT NULL DEFAULT 0.5;
