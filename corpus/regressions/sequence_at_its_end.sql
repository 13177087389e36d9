-- What SQLite calls a full disk is here an AUTOINCREMENT table without a rowid
-- left. It was taken for a failure of the machine, and ended the campaign.
CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b);
INSERT INTO t VALUES (9223372036854775807, 1);
INSERT INTO t(b) VALUES (2);
DELETE FROM t;
INSERT INTO t(b) VALUES (3);
ALTER TABLE t RENAME TO u;
INSERT INTO u(b) VALUES (4);
