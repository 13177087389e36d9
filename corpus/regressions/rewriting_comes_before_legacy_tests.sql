-- Before 3.36 nothing was tested before RENAME COLUMN wrote its new name, under
-- legacy_alter_table neither: a broken trigger that is older than a broken index
-- was named. The shadow named the index, as newer releases do.
CREATE TABLE t0(c0, c1);
CREATE TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO t0 ("replace", c0, c1, d, e) VALUES (new); END;
CREATE TEMP TABLE t0(c2);
ALTER TABLE t0 RENAME TO t1;
CREATE INDEX i0 ON t0(c0);
ALTER TABLE t1 RENAME TO t0;
PRAGMA legacy_alter_table = true;
ALTER TABLE main.t0 RENAME c1 TO c3;
