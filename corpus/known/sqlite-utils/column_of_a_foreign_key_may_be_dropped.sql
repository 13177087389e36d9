-- alterego: signature=outcome/drop_column/drop_column.*/expected:refused:no_such_column/actual:accepted/sqlite-utils
-- alterego: versions=*
-- alterego: reason=transform() drops a column that a foreign key needs, and the foreign key
-- alterego: verdict=documented-difference
-- SQLite refuses.
CREATE TABLE t(a TEXT, b TEXT, FOREIGN KEY (b) REFERENCES t(a));
ALTER TABLE t DROP COLUMN b;
