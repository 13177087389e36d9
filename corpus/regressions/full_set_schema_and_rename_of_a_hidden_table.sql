-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- Two things were wrong with the statement, and the shadow insisted on the first:
-- that SQLite takes the index of a table that a TEMP one hides for the other one's
-- (which this mode no longer does), and that name in temp.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0(c0);
CREATE TEMP TABLE t0(c0);
ALTER TABLE main.t0 SET SCHEMA "temp", RENAME c0 TO d;
