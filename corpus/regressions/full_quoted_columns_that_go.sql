-- alterego: mode=full
-- A view that reads a column in double quotes would read a string once the
-- column is gone, so CASCADE takes it, too; but not because of a name that
-- never meant the column.
CREATE TABLE t0("c", c1, a);
CREATE VIEW v0 AS SELECT "text" FROM t0 GROUP BY "c";
CREATE TRIGGER r0 DELETE ON t0 WHEN old.a BEGIN UPDATE "zz""zz" SET [a] = NULL WHERE "a"; END;
ALTER TABLE t0 DROP a CASCADE;
ALTER TABLE t0 DROP C;
ALTER TABLE t0 DROP C CASCADE;
-- As in SQLite, what a trigger writes to is not looked at.
CREATE TABLE t1(a, b, c1);
CREATE TRIGGER r1 DELETE ON t1 BEGIN UPDATE t1 SET "a" = ''; END;
CREATE TRIGGER r2 UPDATE OF "b" ON t1 BEGIN DELETE FROM t1; END;
ALTER TABLE t1 DROP a;
ALTER TABLE t1 DROP b CASCADE;
