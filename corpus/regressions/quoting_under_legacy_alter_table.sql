-- The rebuild engine said "SQL logic error". SQLite until 3.45 says "unknown
-- error" where an ON CONFLICT clause is wrong, and it does say, under
-- legacy_alter_table, too, what a trigger cannot be on.
CREATE TABLE t(a, b, c);
CREATE TABLE u(x);
CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO u VALUES (1) ON CONFLICT (nope) DO NOTHING; END;
PRAGMA legacy_alter_table = 1;
ALTER TABLE t DROP COLUMN b;
DROP TRIGGER r;
CREATE TRIGGER r DELETE ON t BEGIN UPDATE t SET a = x''; END;
CREATE TEMP VIEW t AS SELECT 0 AS c2;
ALTER TABLE main.t DROP b;
