-- The rebuild engine took "rowid" in a generated column for the rowid, which
-- has a name in CHECK only, and missed that the column was gone.
CREATE TABLE t0(c0, "a b", c2 AS ("a b"));
ALTER TABLE t0 RENAME "a b" TO rowid;
ALTER TABLE t0 DROP rowid;
CREATE TABLE t1(c0);
CREATE INDEX i0 ON t1(c0);
ALTER TABLE t1 RENAME c0 TO c1;
ALTER TABLE t1 ADD c0 AS (c1);
ALTER TABLE t1 RENAME c1 TO `oid`;
ALTER TABLE t1 ADD c3;
ALTER TABLE t1 DROP [oid];
