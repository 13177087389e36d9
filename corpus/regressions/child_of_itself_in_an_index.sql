-- A row that breaks one foreign key and is its own child by another one: SQLite
-- counts the child for the row that was broken, and takes an UPDATE that changes
-- nothing. Where it looks for children in an index that is just being written,
-- it finds none, and refuses. The shadow expected the former.
CREATE TABLE t(a PRIMARY KEY, b REFERENCES t, c REFERENCES t);
INSERT INTO t VALUES (2, '', 2);
PRAGMA foreign_keys = ON;
UPDATE t SET a = a;
CREATE INDEX i ON t(a, c);
UPDATE t SET a = a;
ALTER TABLE t RENAME TO u;
