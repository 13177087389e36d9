-- A function that a view calls makes SQLite keep a journal of the statement, if
-- that part of the view is compiled: an error then undoes what triggers did.
CREATE TABLE t(c0 INTEGER PRIMARY KEY NOT NULL, c1, c2 NOT NULL);
INSERT INTO t (c0, c1, c2) VALUES (NULL, NULL, 0);
INSERT INTO t VALUES (NULL, 0, '');
CREATE VIEW v0 AS SELECT 0 WHERE nullif(0, 0);
CREATE TRIGGER r0 UPDATE ON t BEGIN INSERT OR IGNORE INTO t VALUES (old.c2, 0, 0); SELECT 0 AS c3 FROM v0; END;
BEGIN;
UPDATE t SET c1 = c1;
COMMIT;
ALTER TABLE t RENAME TO u;
