-- Before 3.31 a DEFAULT that is NULL was good enough for NOT NULL ON CONFLICT
-- REPLACE, arithmetic with a text that is no number was done with reals, and a
-- view was not looked into before it was said to be one. The shadow knew only
-- what came later.
CREATE TABLE t(a NOT NULL ON CONFLICT REPLACE DEFAULT NULL, b);
INSERT INTO t (b) VALUES (9007199254740993 - 'abc');
CREATE TABLE u(b);
INSERT INTO u VALUES (9007199254740993 - x''), (5 - 'abc'), (5.5 - ''), (7 % '4x');
CREATE VIEW v(c) AS SELECT * FROM nope;
DELETE FROM v;
ALTER TABLE u RENAME b TO c;
