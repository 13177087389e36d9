-- The terms of VALUES are expressions of their own: the first error is the one
-- that is reported, though a call does not stop SQLite inside of one.
CREATE TABLE t(a, b);
CREATE TRIGGER r AFTER UPDATE ON t BEGIN INSERT INTO t VALUES (upper(new.b), old.b); END;
ALTER TABLE t DROP COLUMN b;
