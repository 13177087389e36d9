-- alterego: mode=full
-- ADD PRIMARY KEY writes no rows: those that lack the column still read its
-- DEFAULT. SET DEFAULT took every column of a key for stored, the rows read the
-- new default, and the key's index went on with the old one.
CREATE TABLE t0(c0);
INSERT INTO t0 VALUES (1);
ALTER TABLE t0 ADD COLUMN c1 DEFAULT 5;
ALTER TABLE t0 ADD PRIMARY KEY (c1);
ALTER TABLE t0 ALTER COLUMN c1 SET DEFAULT 6;
SELECT * FROM t0 WHERE c1 = 5;
