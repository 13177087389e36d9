-- alterego: engines=sqlite:3.54.1,rebuild@sqlite:3.54.1
-- From 3.54 on INSERT prepares for an abort where a BEFORE trigger gets a rowid that
-- was given; the shadow thought so of every trigger, and took back what stays.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, c1);
CREATE TRIGGER r0 AFTER INSERT ON t0 BEGIN INSERT INTO t0 VALUES (NULL, 0) ON CONFLICT DO NOTHING; END;
PRAGMA recursive_triggers = true;
BEGIN;
INSERT INTO t0(c0) VALUES(NULL);
INSERT INTO t0(c0) VALUES(3);
INSERT INTO t0 DEFAULT VALUES;
