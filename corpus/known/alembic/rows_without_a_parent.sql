-- alterego: signature=outcome/*/*/expected:accepted/actual:refused:foreign_key/alembic
-- alterego: versions=*
-- alterego: reason=a row whose foreign key is broken already keeps the table from being copied
-- alterego: verdict=gap
-- With foreign_keys on the copy is an INSERT like any other. ALTER TABLE itself
-- moves no rows.
CREATE TABLE t(a INTEGER PRIMARY KEY, b REFERENCES t, c);
INSERT INTO t (b, c) VALUES ('', 0);
PRAGMA foreign_keys = ON;
ALTER TABLE t DROP c;
