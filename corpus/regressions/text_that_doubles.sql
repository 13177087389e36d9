-- A trigger that fires itself doubles a text each time. The shadow did so, too,
-- until its process was ended: what is long is not foretold, and a value of more
-- than 20 MB is too big for the engines.
CREATE TABLE t(a);
INSERT INTO t VALUES ('x');
PRAGMA recursive_triggers = 1;
CREATE TRIGGER r AFTER UPDATE ON t BEGIN UPDATE t SET a = hex(a); END;
UPDATE t SET a = 'y';
ALTER TABLE t RENAME TO u;
