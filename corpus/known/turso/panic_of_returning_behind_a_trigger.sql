-- alterego: signature=lost/*/actual:lost:crash/turso
-- alterego: answer=*core/storage/pager.rs:381*
-- alterego: versions=*
-- alterego: reason=UPDATE RETURNING ends the process if an AFTER trigger deletes the row
-- alterego: verdict=engine-bug
-- panicked at core/storage/pager.rs: cell_get: idx out of bounds.
CREATE TABLE t0(c0, c1);
CREATE TRIGGER r0 AFTER UPDATE ON t0 BEGIN DELETE FROM t0; END;
INSERT INTO t0 (c0) VALUES ('');
UPDATE t0 SET c1 = 0 RETURNING c0;
