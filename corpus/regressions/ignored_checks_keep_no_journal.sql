-- A CHECK that is ignored is no code that could fail, so SQLite keeps no journal
-- of the statement: what was done before the limit of recursion stays.
CREATE TABLE t(a CHECK (typeof(0)));
CREATE TRIGGER r AFTER UPDATE ON t BEGIN UPDATE t SET a = 0; END;
PRAGMA ignore_check_constraints = 1;
PRAGMA recursive_triggers = 1;
ALTER TABLE t ADD b;
