-- alterego: mode=full
-- That there would be no legal table, or that the renaming fails, is told
-- before what its foreign key misses.
CREATE TABLE t0(c0 PRIMARY KEY, c1);
CREATE TABLE t1(c0 INTEGER PRIMARY KEY, UNIQUE (c0)) WITHOUT ROWID;
ALTER TABLE t0 ALTER COLUMN c1 TO c1 REFERENCES t0(c1) PRIMARY KEY;
ALTER TABLE t1 ALTER COLUMN c0 TO x REFERENCES t1;
