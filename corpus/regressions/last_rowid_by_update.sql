-- The last rowid of an AUTOINCREMENT table may have been taken by an UPDATE. What
-- SQLite then says of a full disk is a refusal, and no failure of the machine.
CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b);
INSERT INTO t(b) VALUES (1);
UPDATE t SET a = 9223372036854775807;
INSERT INTO t(b) VALUES (2);
ALTER TABLE t RENAME b TO c;
