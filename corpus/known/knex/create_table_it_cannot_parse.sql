-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:unclassified/knex
-- alterego: answer=*] of "CREATE*
-- alterego: versions=*
-- alterego: reason=dropColumn cannot read a DEFAULT that is a blob, and more of what SQLite takes
-- alterego: verdict=engine-bug
CREATE TABLE t(a DEFAULT x'feff', b);
ALTER TABLE t DROP COLUMN b;
