-- REPLACE computes the default of every NOT NULL column that it writes, and a
-- default that is a row does not compile. The shadow accepted what gives the
-- column a value.
CREATE TABLE t(a PRIMARY KEY DEFAULT ((1, 2, 5)), c) WITHOUT ROWID;
CREATE TABLE u(a NOT NULL DEFAULT ((1, 2, 5)), c);
REPLACE INTO t VALUES (11, 127);
REPLACE INTO t VALUES (NULL, 127);
INSERT INTO t(c) VALUES (127);
INSERT INTO t(a) VALUES (12);
REPLACE INTO u VALUES (11, 127);
REPLACE INTO u VALUES (NULL, 127);
INSERT INTO u VALUES (12, 127);
UPDATE OR REPLACE u SET a = 5;
UPDATE OR REPLACE u SET c = 5;
UPDATE OR REPLACE t SET c = 5;
INSERT OR IGNORE INTO u VALUES (12, 127);
ALTER TABLE u RENAME c TO d;
