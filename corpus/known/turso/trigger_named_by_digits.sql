-- alterego: signature=outcome/rename_column/rename_column.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN fails beside a trigger whose name begins with a digit
-- alterego: verdict=engine-bug
-- The name is pasted in without quotes: bad number.
CREATE TABLE t0(c0, c1);
CREATE TRIGGER "1a" UPDATE ON t0 BEGIN INSERT INTO t0 VALUES (0); END;
ALTER TABLE t0 RENAME c0 TO c2;
ALTER TABLE t0 RENAME c1 TO c0;
