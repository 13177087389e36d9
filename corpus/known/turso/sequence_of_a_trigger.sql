-- alterego: signature=*/rows-triggers.missing/turso
-- alterego: seen=1|'*'|0*
-- alterego: versions=*
-- alterego: reason=a row of the key 0 that a trigger inserts leaves no row in sqlite_sequence
-- alterego: verdict=engine-bug
CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b);
CREATE TABLE u(a);
CREATE TRIGGER r DELETE ON u BEGIN INSERT INTO t VALUES (0, 0); END;
DELETE FROM u;
