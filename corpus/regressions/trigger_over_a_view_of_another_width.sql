-- That a view has more columns than names is found when code is made, which ALTER
-- TABLE does not do. The rebuild engine asked SQLite for code, and did not see
-- what stands behind the view in a trigger.
CREATE TABLE t0(c0);
CREATE VIEW v0(c0) AS SELECT * FROM t0;
CREATE TRIGGER r0 INSTEAD OF DELETE ON v0 BEGIN SELECT v0.* FROM v0; DELETE FROM t1; END;
CREATE TABLE t3(c0, c1);
ALTER TABLE t0 ADD c1;
ALTER TABLE t3 DROP c0;
CREATE TABLE t1(c0);
CREATE TRIGGER r1 INSTEAD OF INSERT ON v0 BEGIN SELECT v0.* FROM v0; DELETE FROM t1 WHERE "null"; END;
ALTER TABLE t3 DROP c0;
ALTER TABLE t1 RENAME TO t4;
ALTER TABLE t4 RENAME COLUMN c0 TO c5;
