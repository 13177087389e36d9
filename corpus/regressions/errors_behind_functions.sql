-- An error among the arguments of a function does not stop SQLite: the next
-- one takes its place. The shadow named the first.
CREATE TABLE t(a, b);
UPDATE t SET a = abs(nope) > nope2;
DELETE FROM t WHERE (nope ISNULL) > nope2;
CREATE INDEX i ON t((d ISNULL) > b2) WHERE abs(q);
CREATE TABLE u(a, UNIQUE (x), FOREIGN KEY (z) REFERENCES t);
CREATE TABLE u(a, FOREIGN KEY (z) REFERENCES t, UNIQUE (x));
CREATE TABLE u(a CHECK (nof(a)), b AS (x));
CREATE TABLE u(a CHECK (nof(a)), b AS (x + 1), c);
CREATE TABLE u(a CHECK (nof(a)), b AS (abs(x)), c);
CREATE VIEW v AS SELECT abs(nope) > nope2 FROM t;
ALTER TABLE t RENAME TO t2;
