-- SQLite keeps no journal of a statement that nothing can abort, and an UPDATE
-- looks at no key and at no CHECK of which nothing changes. The shadow took all
-- keys and CHECKs of the table for such that could fail, and expected that what
-- was done before the error is undone.
CREATE TABLE t1(c2 PRIMARY KEY, c3);
INSERT INTO t1 VALUES (0, 0), (10, 0);
CREATE TRIGGER r0 UPDATE ON t1 BEGIN INSERT INTO t1 VALUES (6, 0) ON CONFLICT(c2) DO UPDATE SET c3 = 0; END;
PRAGMA recursive_triggers = 1;
-- Its probes change c2 (undone) and c3 (kept up to the limit of recursion).
ALTER TABLE t1 RENAME COLUMN c3 TO c4;
ALTER TABLE t1 RENAME TO t2;
PRAGMA recursive_triggers = 0;
CREATE TABLE k(a INTEGER PRIMARY KEY);
CREATE TABLE l(a);
CREATE TABLE t(a, b UNIQUE, c CHECK (c > 0), d);
CREATE UNIQUE INDEX i ON t(a) WHERE d IS NOT NULL;
CREATE TABLE w(a, b UNIQUE, c PRIMARY KEY) WITHOUT ROWID;
INSERT INTO t VALUES (1, 1, 1, 1), (2, 2, 2, NULL);
INSERT INTO w VALUES (1, 1, 1), (2, 2, 2);
CREATE TRIGGER rt BEFORE UPDATE ON t BEGIN INSERT INTO l VALUES (new.a); INSERT INTO k VALUES ('x') ON CONFLICT DO NOTHING; END;
CREATE TRIGGER rw BEFORE UPDATE ON w BEGIN INSERT INTO l VALUES (new.a); INSERT INTO k VALUES ('x') ON CONFLICT DO NOTHING; END;
BEGIN;
UPDATE t SET a = a + 10 WHERE b = 1;
UPDATE t SET b = b + 10 WHERE b = 1;
UPDATE t SET c = c + 10 WHERE b = 1;
UPDATE t SET d = d + 10 WHERE b = 1;
UPDATE t SET rowid = rowid + 10 WHERE b = 1;
UPDATE w SET a = a + 10 WHERE b = 1;
UPDATE w SET b = b + 10 WHERE b = 1;
UPDATE w SET c = c + 10 WHERE b = 1;
DROP INDEX i;
UPDATE t SET a = a + 20 WHERE b = 1;
UPDATE t SET d = d + 20 WHERE b = 1;
UPDATE OR IGNORE t SET b = b + 20 WHERE b = 1;
COMMIT;
