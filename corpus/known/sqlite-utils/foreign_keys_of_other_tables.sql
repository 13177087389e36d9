-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:foreign_key_mismatch/sqlite-utils
-- alterego: versions=*
-- alterego: reason=transform() is refused while some foreign key of the database has no unique parent
-- alterego: verdict=documented-difference
-- With foreign_keys on it ends with PRAGMA foreign_key_check, also of tables that
-- it has not touched.
CREATE TABLE p(a TEXT);
CREATE TABLE c(b TEXT REFERENCES p);
CREATE TABLE t(a TEXT, b TEXT);
PRAGMA foreign_keys = 1;
ALTER TABLE t DROP COLUMN b;
