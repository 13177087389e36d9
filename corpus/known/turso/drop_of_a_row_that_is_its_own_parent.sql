-- alterego: signature=outcome/drop/drop.accept/expected:accepted/actual:refused:foreign_key/turso
-- alterego: versions=*
-- alterego: reason=DROP TABLE is refused for a table whose rows refer to themselves
-- alterego: verdict=engine-bug
-- FOREIGN KEY constraint failed. SQLite deletes the rows first and finds no row
-- left without a parent.
CREATE TABLE t0(c0, PRIMARY KEY (c0), FOREIGN KEY (c0) REFERENCES t0);
PRAGMA foreign_keys = true;
INSERT INTO t0 (rowid, c0) VALUES (0, 0);
DROP TABLE t0;
