-- alterego: mode=full
-- CASCADE dropped a TEMP trigger because of a broken one of that name in main.
CREATE TABLE t0(c0, c1);
CREATE TEMP TRIGGER r0 UPDATE ON t0 BEGIN DELETE FROM t0; END;
CREATE TRIGGER r0 DELETE ON t0 BEGIN INSERT INTO t0 (c0, c1) VALUES (old.c0, 1); END;
ALTER TABLE t0 DROP c0 CASCADE;
