-- Until 3.34 a table called new hides the row of a trigger (lookupName, cntTab):
-- new.c0 is looked for in that table only, and not found. The shadow predicted
-- for those releases what newer ones do.
CREATE TABLE t0(c0);
CREATE TABLE new(c1);
CREATE TRIGGER r0 INSERT ON t0 BEGIN DELETE FROM new WHERE new.c0; END;
ALTER TABLE t0 ADD c2;
INSERT INTO t0 (c0) VALUES (1);
CREATE TRIGGER r1 UPDATE ON t0 BEGIN DELETE FROM new WHERE new.rowid = 1; END;
ALTER TABLE t0 RENAME c2 TO c3;
ALTER TABLE new RENAME TO old;
