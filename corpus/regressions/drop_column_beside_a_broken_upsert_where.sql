-- alterego: engines=sqlite,rebuild
-- With legacy_alter_table a broken trigger stops DROP COLUMN with a mere code:
-- until 3.45 SQLITE_INTERNAL where the lists of an ON CONFLICT clause are wrong,
-- and always SQLITE_ERROR where its WHERE is. The rebuild engine took the whole
-- clause for a list.
CREATE TABLE t0(c0, c1, c2);
CREATE TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO t0 VALUES (0, 0, 0) ON CONFLICT DO UPDATE SET c1 = 0 WHERE c0 > 1; END;
PRAGMA legacy_alter_table = true;
ALTER TABLE t0 DROP c0;
ALTER TABLE t0 DROP c1;
CREATE TABLE t1(c0, c1, c2);
CREATE TRIGGER r1 INSERT ON t1 BEGIN INSERT INTO t1 VALUES (0, 0, 0) ON CONFLICT (c2) WHERE c0 > 1 DO UPDATE SET c1 = (SELECT 1 WHERE c0 > 1); END;
DROP TRIGGER r0;
ALTER TABLE t1 DROP c0;
ALTER TABLE t1 DROP c1;
