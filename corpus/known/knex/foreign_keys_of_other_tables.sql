-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:unclassified/knex
-- alterego: answer=*" referencing "*
-- alterego: versions=*
-- alterego: reason=dropColumn is refused while some foreign key of the database has no unique parent
-- alterego: verdict=documented-difference
-- With foreign_keys on it ends with PRAGMA foreign_key_check, also of tables that
-- it has not touched.
CREATE TABLE p(a);
CREATE TABLE c(b, FOREIGN KEY (b) REFERENCES p);
CREATE TABLE t(a, b);
PRAGMA foreign_keys = 1;
ALTER TABLE t DROP COLUMN b;
