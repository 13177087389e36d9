-- alterego: mode=full
-- A column called rowid is not the rowid: the sequence of a new IDENTITY began
-- behind the largest value in it.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, rowid);
INSERT INTO t0 VALUES (NULL, 0);
ALTER TABLE t0 ALTER COLUMN c0 ADD GENERATED ALWAYS AS IDENTITY;
