-- alterego: signature=outcome/rename_column/rename_column.accept/expected:accepted/actual:refused:syntax/turso
-- alterego: answer=*failed to parse trigger SQL*
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN writes the name of a trigger without its quotes, and cannot read it the next time
-- alterego: verdict=engine-bug
-- failed to parse trigger SQL: near "1e3": syntax error.
CREATE TABLE t0(c0);
CREATE TRIGGER "1e3" DELETE ON t0 BEGIN DELETE FROM t0; END;
ALTER TABLE t0 RENAME c0 TO c1;
ALTER TABLE t0 RENAME c1 TO c2;
