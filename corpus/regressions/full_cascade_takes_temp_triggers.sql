-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- A view that goes takes its triggers along, those of TEMP as well, even if one
-- was broken before; the shadow kept that.
CREATE TABLE t0(c0, c1);
CREATE VIEW v0 AS SELECT c1 FROM t0;
CREATE TEMP TRIGGER r0 INSTEAD OF DELETE ON v0 BEGIN INSERT INTO "zz""zz" VALUES (0); END;
ALTER TABLE t0 DROP c1 CASCADE;
