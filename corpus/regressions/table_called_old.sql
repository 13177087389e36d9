-- The rebuild engine left old.c0 alone: with a table of that name both readings
-- compile. SQLite looks among the sources before it thinks of OLD.
CREATE TABLE t0(c0);
CREATE TRIGGER c0 DELETE ON t0 WHEN old.c0 BEGIN UPDATE t0 SET c0 = 0 WHERE old.c0; END;
ALTER TABLE t0 RENAME TO "/*a*/2";
ALTER TABLE "/*a*/2" RENAME TO old;
ALTER TABLE old RENAME TO t3;
