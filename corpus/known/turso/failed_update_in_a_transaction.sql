-- alterego: signature=rows/update/dml.constraint/rows.changed/turso
-- alterego: versions=*
-- alterego: reason=an UPDATE of several rows that fails in a transaction keeps what it had changed
-- alterego: verdict=engine-bug
-- As in failed_update_in_a_savepoint.sql.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY);
INSERT INTO t0 (c0) VALUES (NULL);
INSERT INTO t0 VALUES (NULL);
BEGIN;
UPDATE t0 SET c0 = 0;
