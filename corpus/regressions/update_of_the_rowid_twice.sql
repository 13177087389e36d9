-- alterego: engines=sqlite,rebuild
-- Of several assignments to the rowid SQLite computes the last one only. The
-- shadow refused what the first one would be.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, c1);
INSERT INTO t0 VALUES (5, 1);
UPDATE t0 SET rowid = 'x', c0 = c1;
UPDATE t0 SET c0 = 'x', rowid = '-0';
