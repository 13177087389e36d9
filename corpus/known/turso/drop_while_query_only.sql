-- alterego: signature=outcome/drop/drop.query_only/expected:refused:read_only/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=DROP TRIGGER is accepted while query_only is on
-- alterego: verdict=engine-bug
-- SQLite refuses: attempt to write a readonly database.
CREATE TABLE t0(c0);
CREATE TRIGGER r0 DELETE ON t0 BEGIN INSERT INTO t0 VALUES (x''); END;
PRAGMA query_only = true;
DROP TRIGGER r0;
