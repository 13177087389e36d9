-- A row that comes to a parent is looked for among the children, by their index:
-- the value becomes one of the child's affinity on the way, in the place where
-- the parent's triggers see it. Of texts the shadow knew that, not of whole REALs,
-- which even REAL makes integers of.
CREATE TABLE t0(c0 PRIMARY KEY);
CREATE TRIGGER r0 AFTER INSERT ON t0 BEGIN REPLACE INTO t0 VALUES (new.c0); END;
CREATE TABLE t1(c1 REAL, UNIQUE (c1), FOREIGN KEY (c1) REFERENCES t0);
CREATE TRIGGER r1 AFTER INSERT ON t1 BEGIN INSERT INTO t0 VALUES (new.c1); END;
PRAGMA foreign_keys = true;
ALTER TABLE t0 RENAME TO t2;
INSERT INTO t1 VALUES (987654321);
