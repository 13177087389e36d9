-- alterego: signature=probe/*/*.accept*/rows-triggers.*/turso
-- alterego: probes=all
-- alterego: versions=*
-- alterego: reason=the rowid of a row is chosen in front of the BEFORE triggers, which may take it
-- alterego: verdict=engine-bug
-- insert_under_a_trigger_that_inserts, seen by what the probes leave.
CREATE TABLE t0(c0);
CREATE TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO t0 (c0) VALUES (0); END;
ALTER TABLE t0 ADD c1;
ALTER TABLE t0 RENAME c0 TO c2;
