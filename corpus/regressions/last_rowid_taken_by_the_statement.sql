-- SQLite calls an AUTOINCREMENT table without a rowid left a full disk. Where the
-- statement itself had taken the last rowid, nothing of it is left, and a
-- campaign ended with "database or disk is full".
CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b);
CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET a = 9223372036854775807; INSERT INTO t(b) VALUES (0); END;
INSERT INTO t VALUES (1, 0);
ALTER TABLE t RENAME b TO c;
SELECT * FROM t;
