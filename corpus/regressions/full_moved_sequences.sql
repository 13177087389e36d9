-- alterego: mode=full
-- The copy left a row in the sqlite_sequence of the other database where the
-- table had none in its own.
CREATE TABLE t0(a INTEGER PRIMARY KEY AUTOINCREMENT);
ALTER TABLE t0 SET TABLESPACE "temp";
INSERT INTO t0 VALUES (7);
ALTER TABLE t0 SET SCHEMA main;
