-- With legacy_alter_table RENAME TO still parses every trigger, and finds one
-- whose table's name now means a view before anything is renamed. The rebuild
-- engine found it only afterwards, and said "after rename".
CREATE TABLE t0(c0);
CREATE TABLE t1(c0);
CREATE TRIGGER r0 DELETE ON t1 BEGIN DELETE FROM t0; END;
PRAGMA legacy_alter_table = ON;
CREATE TEMP VIEW t1 AS SELECT 0;
ALTER TABLE t0 RENAME TO t2;
