-- Until 3.31 a CHECK sees what is written before the column's affinity, a DEFAULT
-- too. The shadow gave the DEFAULT its affinity first.
CREATE TABLE t(a TEXT DEFAULT 0 CHECK (+a BETWEEN 127 AND a));
INSERT INTO t VALUES (0);
INSERT INTO t DEFAULT VALUES;
CREATE TABLE u(a TEXT DEFAULT 5, b AS (typeof(a)), c INTEGER DEFAULT '7');
INSERT INTO u DEFAULT VALUES;
CREATE TRIGGER r BEFORE INSERT ON u BEGIN INSERT INTO t VALUES (typeof(new.a) || typeof(new.c)); END;
INSERT INTO u DEFAULT VALUES;
ALTER TABLE t RENAME TO v;
