-- The rebuild engine looked for a column TRUE where an index is read as one of
-- a TEMP table.
CREATE TEMP TABLE t0(c0);
CREATE TABLE t1(c1);
ALTER TABLE t1 RENAME TO t2;
CREATE INDEX i0 ON t2(true);
ALTER TABLE t2 RENAME TO t3;
ALTER TABLE t0 RENAME TO t1;
ALTER TABLE t3 RENAME TO t1;
