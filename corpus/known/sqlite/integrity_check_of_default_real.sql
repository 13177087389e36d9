-- alterego: signature=integrity/*/integrity.null_value/sqlite
-- alterego: versions=3.41.0..3.48.0
-- alterego: reason=integrity_check takes the default 0.5 of a NOT NULL column for NULL in rows that are older than the column
-- alterego: verdict=engine-bug
-- The rows read 0.5, as they should; 3.40 and 3.49 say ok.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b NOT NULL DEFAULT 0.5;
