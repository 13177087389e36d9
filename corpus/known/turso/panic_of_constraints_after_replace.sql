-- alterego: signature=lost/*/actual:lost:crash/turso
-- alterego: answer=*core/translate/insert.rs:3254*
-- alterego: versions=*
-- alterego: reason=an INSERT ends the process where a PRIMARY KEY says ON CONFLICT REPLACE, an index is on an expression and a trigger has an upsert
-- alterego: verdict=engine-bug
-- panicked at core/translate/insert.rs: non-REPLACE constraint after REPLACE
-- constraint.
CREATE TABLE t0(c0, PRIMARY KEY (c0) ON CONFLICT REPLACE, CHECK (0));
ALTER TABLE t0 RENAME c0 TO c1;
CREATE INDEX i0 ON t0(0);
CREATE TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO t0 VALUES ('') ON CONFLICT (c1) DO UPDATE SET c1 = 0; END;
INSERT INTO t0 (rowid, c1) VALUES (0, 0);
