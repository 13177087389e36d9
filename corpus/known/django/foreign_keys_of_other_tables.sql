-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:foreign_key_mismatch/django
-- alterego: versions=*
-- alterego: reason=any change is refused while some foreign key of the database has no unique parent
-- alterego: verdict=documented-difference
-- The schema editor ends with PRAGMA foreign_key_check, also of tables that it
-- has not touched.
CREATE TABLE p(a);
CREATE TABLE c(b REFERENCES p);
CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);
ALTER TABLE t DROP COLUMN b;
