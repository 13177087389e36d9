-- DROP COLUMN is refused by whatever still names the column, each with its own
-- message, and removes it from the rows once nothing does.
CREATE TABLE t(id INTEGER PRIMARY KEY, a INT UNIQUE, b TEXT, c INT CHECK(c > 0), d, e AS (b || '!'), f, g, h, CHECK(f <> d));
CREATE INDEX t_b ON t(b);
CREATE VIEW v AS SELECT id, g FROM t;
CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET h = 1 WHERE id = new.id; END;
INSERT INTO t(a, b, c, d) VALUES(1, 'one', 1, 'd1');
INSERT INTO t(a, b, c, d) VALUES(2, 'two', 2, 'd2');
-- Refused: the key, UNIQUE, an index, a CHECK of the table, a view, a trigger.
ALTER TABLE t DROP COLUMN id;
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t DROP COLUMN f;
ALTER TABLE t DROP COLUMN g;
ALTER TABLE t DROP COLUMN h;
ALTER TABLE t DROP COLUMN missing;
-- Accepted: the CHECK belongs to the column and goes with it.
ALTER TABLE t DROP COLUMN c;
DROP INDEX t_b;
ALTER TABLE t DROP COLUMN e;
DROP VIEW v;
ALTER TABLE t DROP b;
ALTER TABLE t DROP COLUMN g;
SELECT * FROM t;
CREATE TABLE one(only_column);
ALTER TABLE one DROP COLUMN only_column;
