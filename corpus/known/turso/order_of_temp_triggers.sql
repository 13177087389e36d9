-- alterego: signature=rows/delete/dml.accept/rows-triggers.changed/turso
-- alterego: versions=*
-- alterego: reason=TEMP triggers come behind those of the table's own database
-- alterego: verdict=documented-difference
-- In SQLite they come first; no order is promised.
CREATE TABLE t0(c0, c1, c2, c3, c4);
CREATE TRIGGER r0 AFTER DELETE ON t0 BEGIN INSERT INTO t0 VALUES (0, 1, 0, 0, 0); END;
CREATE TEMP TRIGGER r0 AFTER DELETE ON t0 BEGIN INSERT INTO t0 (c0, c1, c2, c3, c4) VALUES (0, 0, 0, 0, 0); END;
INSERT INTO t0 VALUES (0, 0, '', 0, 0);
DELETE FROM t0;
