-- alterego: signature=rows/update/dml.accept/rows-triggers.changed/turso
-- alterego: versions=*
-- alterego: reason=a trigger of the table comes before a TEMP trigger
-- alterego: verdict=documented-difference
-- As order_of_triggers.
CREATE TABLE t0(c0, c1);
INSERT INTO t0 (c1) VALUES (0);
CREATE TRIGGER r0 UPDATE ON t0 BEGIN INSERT INTO t0 (c0, c1) VALUES (0, 0); END;
CREATE TEMP TRIGGER r1 UPDATE ON t0 BEGIN INSERT INTO t0 (c1) VALUES (0); END;
UPDATE t0 SET c1 = '';
