-- alterego: mode=full
-- In a table without rowids the index of INTEGER PRIMARY KEY is numbered behind
-- those of UNIQUE, that of INT PRIMARY KEY where it stands. The rebuild engine
-- edited the one to the other and gave each index the storage of the other.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY) WITHOUT ROWID;
ALTER TABLE t0 ADD c1 UNIQUE;
INSERT INTO t0 VALUES (0, 4.5);
ALTER TABLE t0 ALTER COLUMN c0 TYPE INT;
ALTER TABLE t0 ALTER COLUMN c0 TYPE INTEGER;
CREATE TABLE t1(c0 INTEGER PRIMARY KEY, c1, UNIQUE (c1)) WITHOUT ROWID;
ALTER TABLE t1 ENABLE TRIGGER USER, ALTER COLUMN c0 TYPE BLOB;
-- Nor may its type go while the rows move.
CREATE TABLE t2(c0 INTEGER PRIMARY KEY DEFAULT '') WITHOUT ROWID, STRICT;
ALTER TABLE t2 ADD c1 INT UNIQUE;
