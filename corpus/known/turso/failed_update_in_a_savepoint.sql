-- alterego: signature=rows/update/dml.constraint/rows-triggers.changed/turso
-- alterego: versions=*
-- alterego: reason=an UPDATE of several rows that fails in a savepoint keeps what it had changed
-- alterego: verdict=engine-bug
-- A statement is undone as a whole: lang_conflict.html, ABORT.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY);
INSERT INTO t0 VALUES (0), (91);
CREATE TRIGGER r0 INSERT ON t0 BEGIN SELECT 0; END;
SAVEPOINT n0;
UPDATE t0 SET c0 = 8;
