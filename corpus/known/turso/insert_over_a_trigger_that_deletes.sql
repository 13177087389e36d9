-- alterego: signature=lost/insert/dml.accept/expected:accepted/actual:lost:crash/turso
-- alterego: versions=*
-- alterego: reason=an INSERT of two rows ends the process if a BEFORE trigger deletes rows
-- alterego: verdict=engine-bug
-- panicked at core/storage/btree.rs: attempting to add cell to incorrect place.
-- The trigger empties the page on which the second row was to go.
CREATE TABLE t(a);
CREATE TRIGGER r INSERT ON t BEGIN DELETE FROM t; END;
INSERT INTO t VALUES (0), (0);
