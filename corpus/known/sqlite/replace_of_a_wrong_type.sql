-- alterego: signature=integrity/insert/dml.constraint/integrity.row_missing/sqlite
-- alterego: versions=3.37.0..3.49.2
-- alterego: reason=REPLACE deletes the index entries of the old row, then finds that a value does not fit a STRICT table, and leaves it at that
-- alterego: verdict=engine-bug
-- Inside a transaction. The statement is refused, "cannot store TEXT value in
-- INT column t.b", and it has no journal that would undo what it did: "row 1
-- missing from index i". No longer so in 3.54.1.
CREATE TABLE t(a INTEGER PRIMARY KEY, b INT) STRICT;
CREATE INDEX i ON t(b);
INSERT INTO t VALUES (1, 5);
BEGIN;
REPLACE INTO t VALUES (1, 'x');
