-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- SQLite refuses to rename t1, because it reads the index of t0 as if it were on
-- the TEMP table; this mode does not, and the shadow expected it to.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0(CASE WHEN 0 THEN c0 END);
CREATE TEMP TABLE t0(c1);
CREATE TABLE t1(c2);
ALTER TABLE t1 RENAME TO t2;
