-- alterego: signature=outcome/*/dml.*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*no such column in NEW: *
-- alterego: versions=*
-- alterego: reason=a TEMP trigger fires on a TEMP table that hides its own
-- alterego: verdict=engine-bug
CREATE TABLE t(a, c);
CREATE TEMP TRIGGER r AFTER INSERT ON t WHEN new.c BEGIN DELETE FROM t; END;
CREATE TEMP TABLE t(b);
INSERT INTO t VALUES (1);
