-- alterego: mode=full
-- SET WITH ROWID asked for integers in an INTEGER PRIMARY KEY that the same
-- statement makes one of texts.
CREATE TABLE t(c0 INTEGER PRIMARY KEY, c1) WITHOUT ROWID;
INSERT INTO t VALUES (5.5, 1), (6, 2);
ALTER TABLE t SET WITH ROWID;
ALTER TABLE t SET WITH ROWID, ALTER COLUMN c0 TYPE TEXT;
