-- alterego: mode=full
-- A broken trigger keeps its text, and its table is not there when SQLite reads
-- the schema after RENAME TO. What else is wrong with it was told instead.
-- alterego: probes=all
CREATE TABLE t0(c0);
CREATE TABLE t1(c0);
CREATE TRIGGER r0 UPDATE ON t0 BEGIN INSERT INTO t0 VALUES (0) ON CONFLICT DO UPDATE SET c = excluded.c0; END;
ALTER TABLE t1 SET TABLESPACE "temp";
ALTER TABLE t0 RENAME TO t1;
ALTER TABLE main.t1 RENAME TO t0;
