-- alterego: mode=full
-- The condition of a disabled trigger stands behind 0 AND: SQLite makes a 0 of
-- all of it while it parses, and never looks at its names.
CREATE TABLE t0(c0, c1);
CREATE TRIGGER r0 INSERT ON t0 WHEN new.c1 BEGIN UPDATE "zz""zz" SET a = 0; END;
ALTER TABLE t0 DISABLE TRIGGER ALL;
INSERT INTO t0 VALUES (1, 2);
ALTER TABLE t0 DROP c1 CASCADE;
INSERT INTO t0 VALUES (1);
