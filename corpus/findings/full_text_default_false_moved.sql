-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- Of c1 TEXT DEFAULT false SQLite reads the integer 0 in rows that lack the
-- field. A move that adds a column copies it through a column of the type TEXT,
-- which makes '0' of it; the comparison of the copy sees that, and nothing is
-- changed.
CREATE TABLE t2(c0);
INSERT INTO t2 VALUES (0);
ALTER TABLE t2 ADD c1 TEXT DEFAULT false;
ALTER TABLE t2 ADD c2 AFTER c0;
