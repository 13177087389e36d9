-- SQLite looks into a view before it says that it cannot be modified; the shadow
-- thought that 3.26 does not.
CREATE VIEW v AS SELECT 0 AS a FROM nosuch;
CREATE VIEW w AS SELECT 0 FROM w;
CREATE VIEW x AS SELECT [no such];
INSERT INTO v (a) VALUES (1);
UPDATE v SET a = 1;
DELETE FROM v;
DELETE FROM w;
UPDATE x SET a = 1;
CREATE TABLE t(a);
ALTER TABLE t RENAME a TO b;
