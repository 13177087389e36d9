-- alterego: signature=lost/*/actual:lost:crash/turso
-- alterego: answer=*core/storage/btree.rs:8609*
-- alterego: versions=*
-- alterego: reason=an INSERT of two rows ends the process if a BEFORE trigger deletes rows
-- alterego: verdict=engine-bug
-- panicked at core/storage/btree.rs: attempting to add cell to incorrect place.
-- The trigger empties the page on which the second row was to go.
CREATE TABLE t(a);
CREATE TRIGGER r INSERT ON t BEGIN DELETE FROM t; END;
INSERT INTO t VALUES (0), (0);
