-- alterego: signature=outcome/drop_column/*/expected:refused:key_column/actual:accepted/sqlite-utils
-- alterego: versions=*
-- alterego: reason=transform() drops a PRIMARY KEY column, which SQLite refuses
-- alterego: verdict=documented-difference
CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);
ALTER TABLE t DROP COLUMN a;
