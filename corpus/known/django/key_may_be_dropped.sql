-- alterego: signature=outcome/drop_column/*/expected:refused:key_column/actual:accepted/django
-- alterego: versions=*
-- alterego: reason=remove_field drops a PRIMARY KEY column, which SQLite refuses
-- alterego: verdict=documented-difference
-- Django adds a key of its own in its place.
CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);
ALTER TABLE t DROP COLUMN a;
