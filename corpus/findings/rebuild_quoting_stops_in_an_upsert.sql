-- Open: the rebuild engine says "SQL logic error". SQLite until 3.45 and the
-- shadow say "unknown error", since what is wrong stands inside ON CONFLICT.
CREATE TABLE t(a, b, c);
CREATE TABLE u(x);
CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO u VALUES (1) ON CONFLICT (nope) DO NOTHING; END;
PRAGMA legacy_alter_table = 1;
ALTER TABLE t DROP COLUMN b;
