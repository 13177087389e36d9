-- alterego: engines=sqlite,rebuild
-- The shadow thought that c1 changes with c0, and that its foreign key is looked
-- at. c0 is the rowid, so SQLite takes the test for false when it compiles it.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY);
PRAGMA foreign_keys = 1;
ALTER TABLE t0 ADD c1 AS (c0 ISNULL) REFERENCES Nope;
UPDATE t0 SET c0 = c0;
UPDATE t0 SET c0 = 1;
ALTER TABLE t0 ADD c2 AS (c0 IS NOT NULL) REFERENCES Nope;
UPDATE t0 SET c0 = c0;
ALTER TABLE t0 ADD c3 AS (c0) REFERENCES Nope;
UPDATE t0 SET c0 = c0;
