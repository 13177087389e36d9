-- The shadow took the old row away before it looked for the children of the new
-- one. SQLite does so only if the key changes, or a foreign key of the table to
-- itself, or if there is an action; otherwise the old row counts as a child.
CREATE TABLE t0(c0 PRIMARY KEY, c1 REFERENCES t0 REFERENCES t0, c2 REFERENCES t0 REFERENCES t0, c3 REFERENCES t0);
INSERT INTO t0 VALUES (0, 0, 4, 0);
PRAGMA foreign_keys = ON;
ALTER TABLE t0 RENAME c2 TO c4;
UPDATE t0 SET c0 = c0;
UPDATE t0 SET c1 = c1;
