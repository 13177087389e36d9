-- alterego: signature=outcome/insert/dml.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: versions=*
-- alterego: reason=a TEMP trigger on a table fires for the TEMP table that hides it
-- alterego: verdict=engine-bug
-- SQLite keeps the table that the trigger was made on.
CREATE TABLE t0(c0);
CREATE TEMP TRIGGER r0 INSERT ON t0 BEGIN UPDATE "no such" SET c0 = 0; END;
CREATE TEMP TABLE t0(c0);
INSERT INTO t0 (c0) VALUES (0);
