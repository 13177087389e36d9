-- Of a type of several words, the first of them in quotes, SQLite keeps what the
-- quotes hold; REGEXP is a function that nobody has, and MATCH is no
-- deterministic one. The shadow said otherwise, and did not look at a column
-- before it told that the parser's stack is full.
CREATE TABLE n(a "x" TEXT, b 'quoted type', c "TEXT" x, d 'x' "TEXT", e x 'TEXT');
INSERT INTO n VALUES (1, 1, 1, 1, 1);
CREATE TABLE m(a "INTEGER" x PRIMARY KEY, b);
INSERT INTO m(b) VALUES (1);
CREATE TABLE x(a CHECK (a REGEXP 'x'));
CREATE TABLE x(a CHECK (a MATCH 'x'));
CREATE TABLE y(a AS (b regexp 'x'), b);
CREATE TABLE y(a AS (b MATCH 'x'), b);
CREATE INDEX i ON n(a) WHERE a NOT REGEXP 'x';
CREATE VIEW v AS SELECT a REGEXP b FROM n;
SELECT a NOT REGEXP b FROM n;
ALTER TABLE n ADD f CHECK (f REGEXP 'x');
ALTER TABLE n ADD a DEFAULT ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));
ALTER TABLE nosuch ADD a DEFAULT ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))));
ALTER TABLE n ADD g COLLATE nosuch DEFAULT (1 2);
ALTER TABLE n RENAME c TO z;
