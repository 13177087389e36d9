-- What REPLACE sets off may take the new row's rowid: UNIQUE constraint failed:
-- t.rowid, and the statement is undone also inside a transaction.
CREATE TABLE t(a PRIMARY KEY ON CONFLICT REPLACE);
CREATE TRIGGER r AFTER DELETE ON t BEGIN INSERT INTO t VALUES (4); END;
PRAGMA recursive_triggers = 1;
INSERT INTO t VALUES (7), (NULL);
BEGIN;
INSERT INTO t VALUES (7), (8);
COMMIT;
