-- Until 3.36 ADD COLUMN of a generated NOT NULL column asked no row, and releases
-- that decide IS NULL of such a column when they compile then call a NULL no
-- NULL. The shadow decided that for rows that are written, not for those read.
CREATE TABLE t0(c0);
INSERT INTO t0 DEFAULT VALUES;
ALTER TABLE t0 ADD c1 AS (c0) NOT NULL;
ALTER TABLE t0 ADD c2 AS (c1 NOT NULL);
