-- The shadow said "NOT NULL constraint failed: t0.c2": SQLite gives NEW only those
-- unchanged columns that its triggers name, and computes c2 from a NULL. But while
-- r2 is being compiled, an UPDATE inside of it takes r2 to name all.
CREATE TABLE t0(c0, c1, c2 NOT NULL AS (CASE 0 WHEN 0 THEN c0 END), c3, c4);
CREATE TRIGGER r0 UPDATE ON t0 BEGIN UPDATE t0 SET c3 = 0; END;
CREATE TRIGGER r1 INSERT ON t0 BEGIN UPDATE t0 SET c0 = ''; END;
CREATE TRIGGER r2 UPDATE ON t0 BEGIN INSERT INTO t0 VALUES (new.c2, 0, 0, 0); END;
CREATE TRIGGER r3 INSERT ON t0 BEGIN INSERT INTO t0 VALUES (0, 0, 0, 0); END;
ALTER TABLE t0 RENAME c4 TO c5;
INSERT INTO t0 (c0, c1, c3, c5) VALUES ('', 0, 0, 0);
UPDATE t0 SET c3 = 1;
