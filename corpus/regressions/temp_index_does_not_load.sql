-- The shadow named i0. Both indexes have lost their double quotes, but temp is
-- loaded before the whole schema is tested.
CREATE TABLE t0("always");
CREATE INDEX i0 ON t0("always");
CREATE TEMP TABLE t0(c1);
CREATE INDEX i1 ON t0("always");
CREATE TABLE t2(c2);
ALTER TABLE t2 RENAME c2 TO c2;
ALTER TABLE t2 ADD c3;
ALTER TABLE t2 DROP c3;
