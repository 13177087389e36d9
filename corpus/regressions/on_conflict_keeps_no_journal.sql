-- The shadow expected that the statement is undone. With ON CONFLICT no key can
-- abort it, so SQLite keeps no journal, and the row before the error stays.
CREATE TABLE t0(c0);
CREATE TABLE t1(c0 INTEGER PRIMARY KEY, c1, c2, c3);
INSERT INTO t0 (c0) VALUES ('');
CREATE TRIGGER r0 AFTER INSERT ON t0 BEGIN INSERT INTO t1 VALUES (new.c0, 0, '', 0) ON CONFLICT DO NOTHING; END;
ALTER TABLE t1 RENAME TO t2;
BEGIN;
INSERT INTO t0 VALUES ('');
COMMIT;
