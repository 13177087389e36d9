-- alterego: signature=lost/*/*/expected:accepted/actual:lost:crash/turso
-- alterego: answer=*where clause to exist*
-- alterego: versions=*
-- alterego: reason=UPDATE panics if it spells the table in other letters than the WHERE of an index
-- alterego: verdict=engine-bug
-- A panic in update.rs: where clause to exist.
CREATE TABLE t(a);
CREATE INDEX i ON t(0) WHERE t.a;
UPDATE T SET a = 0;
