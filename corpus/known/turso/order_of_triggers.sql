-- alterego: signature=outcome/insert/dml.constraint/expected:refused:raise/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=a trigger of the table comes before a TEMP trigger
-- alterego: verdict=documented-difference
-- SQLite runs TEMP triggers first, and promises no order. Here the other one's
-- RAISE(IGNORE) ends the row before the TEMP trigger is reached.
CREATE TABLE t0(c0, c1);
CREATE TEMP TRIGGER r0 AFTER INSERT ON t0 BEGIN SELECT CASE WHEN new.c1 THEN RAISE(ROLLBACK, '') END; END;
CREATE TRIGGER r1 AFTER INSERT ON t0 BEGIN SELECT CASE WHEN new.c0 THEN RAISE(IGNORE) END; END;
INSERT INTO t0 VALUES (0.1, 9223372036854775807);
