-- The limit of recursion has other words since 3.50 or so.
CREATE TABLE t(a, b PRIMARY KEY);
CREATE TRIGGER r INSERT ON t BEGIN INSERT INTO t(a) VALUES (0); END;
PRAGMA recursive_triggers = 1;
INSERT INTO t VALUES (1, 2);
