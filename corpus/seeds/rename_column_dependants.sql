-- RENAME COLUMN rewrites references everywhere, with the quoting that the
-- statement and the replaced word have.
CREATE TABLE t(a INT, b TEXT DEFAULT 'a', c, CHECK(a > 0 AND "a" < 1000), UNIQUE(a, b));
CREATE TABLE child(x INT, y TEXT, FOREIGN KEY(x, y) REFERENCES t(a, b));
CREATE INDEX t_expression ON t(a + length(b)) WHERE [a] <> 5;
CREATE VIEW v AS SELECT a AS a, b FROM t WHERE t.a > 1;
CREATE TRIGGER r AFTER UPDATE OF a ON t WHEN new.a <> old.a BEGIN UPDATE t SET c = new.a WHERE a = new.a; END;
INSERT INTO t(a, b) VALUES(1, 'x');
INSERT INTO t(a, b) VALUES(2, 'y');
ALTER TABLE t RENAME COLUMN a TO number;
UPDATE t SET number = 3 WHERE number = 2;
SELECT * FROM v;
ALTER TABLE t RENAME b TO "b ""quoted""";
ALTER TABLE t RENAME COLUMN c TO select_;
-- Refused: no such column; a name that is taken.
ALTER TABLE t RENAME COLUMN missing TO something;
ALTER TABLE t RENAME COLUMN select_ TO number;
-- Accepted: only the case changes.
ALTER TABLE t RENAME COLUMN number TO Number;
