-- alterego: signature=fresh/end/insert/expected:accepted/actual:refused:bad_definition/sqlite
-- alterego: versions=3.31.0..3.40.1
-- alterego: reason=a column that is generated from itself can be added; nothing can be read or written any more
-- alterego: verdict=engine-bug
-- "generated column loop on "b"" comes with the next INSERT, UPDATE or SELECT.
-- 3.45 refuses such a CREATE TABLE.
CREATE TABLE t(a);
INSERT INTO t VALUES (0);
ALTER TABLE t ADD b AS (b);
