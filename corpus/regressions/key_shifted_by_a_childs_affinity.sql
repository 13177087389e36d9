-- alterego: engines=sqlite,rebuild
-- The shadow had OLD and NEW as they are stored. Up to 3.53 SQLite looks for
-- children by their index with the register of the parent's value, whose text
-- becomes a number there (fkScanChildren): triggers see that, and an ON UPDATE
-- action thinks that the key changed.
CREATE TABLE t0(c0 TEXT, PRIMARY KEY (c0), FOREIGN KEY (c0) REFERENCES t0 ON UPDATE SET NULL) WITHOUT ROWID;
INSERT INTO t0 VALUES ('7');
CREATE TABLE t1(c0 INTEGER UNIQUE, FOREIGN KEY (c0) REFERENCES t0);
PRAGMA foreign_keys = true;
ALTER TABLE t1 RENAME TO t2;
UPDATE t0 SET c0 = c0;
CREATE TABLE p(c0 TEXT PRIMARY KEY);
CREATE TABLE log(a, b);
CREATE TRIGGER r0 AFTER UPDATE ON p BEGIN INSERT INTO log VALUES (typeof(old.c0), typeof(new.c0)); END;
CREATE TABLE q(c0 INTEGER UNIQUE REFERENCES p DEFERRABLE INITIALLY DEFERRED);
INSERT INTO p VALUES ('7');
UPDATE p SET c0 = '8';
ALTER TABLE log RENAME a TO c;
UPDATE p SET c0 = '9';
