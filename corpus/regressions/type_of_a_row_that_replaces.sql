-- A row that replaces another one of its rowid is looked at for its types before
-- that is gone. The shadow had lost the old row, and in a transaction nothing
-- brought it back.
CREATE TABLE t(a INTEGER PRIMARY KEY ON CONFLICT REPLACE) STRICT;
INSERT INTO t VALUES (NULL);
ALTER TABLE t ADD COLUMN b BLOB DEFAULT '';
BEGIN;
INSERT INTO t VALUES (1, '');
REPLACE INTO t (a) VALUES (1);
COMMIT;
