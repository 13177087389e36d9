-- alterego: signature=lost/*/actual:lost:crash/turso
-- alterego: answer=*core/util.rs:292*
-- alterego: versions=*
-- alterego: reason=an index on an expression and a column whose name is one quote end the process when the table is read
-- alterego: verdict=engine-bug
-- panicked at core/util.rs, strip_quotes: begin <= end (1 <= 0) when slicing.
CREATE TABLE t(a, """");
CREATE INDEX i ON t(0);
ALTER TABLE t RENAME a TO b;
