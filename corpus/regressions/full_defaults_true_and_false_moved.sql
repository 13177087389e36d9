-- alterego: mode=full
-- Of c1 TEXT DEFAULT false SQLite reads the integer 0 in rows that lack the
-- field. A move copied it through a column of the type TEXT, which makes '0' of
-- it; the comparison of the copy saw that, and nothing was changed.
CREATE TABLE t2(c0 PRIMARY KEY);
INSERT INTO t2 VALUES (0);
ALTER TABLE t2 ADD c1 TEXT DEFAULT false;
ALTER TABLE t2 ADD c2 AFTER c0;
-- Rows without a rowid go into the new table directly.
ALTER TABLE t2 SET WITHOUT ROWID;
CREATE TABLE t3(c0 PRIMARY KEY) WITHOUT ROWID;
INSERT INTO t3 VALUES (0);
ALTER TABLE t3 ADD c1 TEXT DEFAULT false;
ALTER TABLE t3 ADD c2 FIRST;
