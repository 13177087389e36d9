-- alterego: signature=rows/insert/dml.*/rows-triggers.*/turso
-- alterego: versions=*
-- alterego: reason=INSERT of two rows loses one if a BEFORE trigger inserts into the table
-- alterego: verdict=engine-bug
-- The second row takes the rowid that the trigger's row has got.
CREATE TABLE t0(c0);
CREATE TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO t0 (c0) VALUES (new.c0); END;
INSERT INTO t0 VALUES (''), ('');
