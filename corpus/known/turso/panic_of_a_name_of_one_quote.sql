-- alterego: signature=lost/*/actual:lost:crash/turso
-- alterego: answer=*parser/src/ast.rs:1206*
-- alterego: versions=*
-- alterego: reason=RENAME to a name that is one quote ends the process if a trigger is on the table
-- alterego: verdict=engine-bug
-- panicked at parser/src/ast.rs: assertion failed: s.len() >= 2.
CREATE TABLE t0(c0);
CREATE TRIGGER r0 INSERT ON t0 BEGIN DELETE FROM t0; END;
ALTER TABLE t0 RENAME TO """";
