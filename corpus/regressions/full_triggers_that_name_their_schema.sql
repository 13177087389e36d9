-- alterego: mode=full
-- A trigger that names the schema of its table ties it to that. The shadow let
-- it go, and the rebuild engine said so in SQLite's words half-way.
CREATE TEMP TABLE t0(c0);
CREATE TRIGGER r0 DELETE ON t0 BEGIN SELECT * FROM "temp".t0 AS n0; END;
ALTER TABLE t0 RENAME TO t1;
ALTER TABLE t1 SET SCHEMA main;
