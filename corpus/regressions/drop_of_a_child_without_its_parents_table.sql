-- DROP TABLE deletes the rows first. A row whose parent's table is not there
-- counts as one violation fewer, and to SQLite fewer than none is as bad as
-- more: "FOREIGN KEY constraint failed". The shadow had it dropped.
CREATE TABLE t(a REFERENCES t REFERENCES nope, b);
INSERT INTO t VALUES ('', 0);
PRAGMA foreign_keys = ON;
DROP TABLE t;
DELETE FROM t;
ALTER TABLE t RENAME b TO c;
