-- The shadow computed new.c1 from what the trigger sees of c0, which is NULL.
-- SQLite takes IS NULL of a NOT NULL column for false when it compiles it.
CREATE TABLE t0(c0 NOT NULL, c1 AS (c0 ISNULL), c2 AS (+(c0) IS NOT NULL), c3, c4);
INSERT INTO t0 VALUES ('', 0, '');
CREATE TRIGGER r0 UPDATE ON t0 BEGIN INSERT INTO t0 VALUES (new.c1, new.c2, 0); END;
UPDATE t0 SET c0 = c0;
UPDATE t0 SET c3 = c3;
ALTER TABLE t0 RENAME TO t1;
