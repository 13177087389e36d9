-- Up to 3.49 a REPLACE inside a transaction deletes the index entries of the old
-- row, then finds that a value does not fit a STRICT table, and leaves it at
-- that: the statement is refused, and has no journal that would undo what it
-- did. "row 1 missing from index i". The shadow knew nothing of it; the case ends
-- there now.
CREATE TABLE t(a INTEGER PRIMARY KEY, b INT) STRICT;
CREATE INDEX i ON t(b);
INSERT INTO t VALUES (1, 5);
REPLACE INTO t VALUES (1, 'x');
ALTER TABLE t RENAME b TO c;
BEGIN;
REPLACE INTO t VALUES (1, 'x');
