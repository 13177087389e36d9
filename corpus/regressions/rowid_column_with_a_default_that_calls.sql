-- alterego: engines=sqlite,rebuild
-- The default of an INTEGER PRIMARY KEY is never computed, and so a call in it
-- does not make SQLite prepare for an abort: what the statement did before its
-- triggers went too deep stays in the transaction. The shadow took it back.
CREATE TABLE t1(c1 INTEGER PRIMARY KEY DEFAULT (nullif(0, 0)));
CREATE TRIGGER r0 AFTER INSERT ON t1 BEGIN REPLACE INTO t1 (c1) VALUES (0); END;
PRAGMA recursive_triggers = 1;
BEGIN;
INSERT INTO t1 DEFAULT VALUES;
COMMIT;
