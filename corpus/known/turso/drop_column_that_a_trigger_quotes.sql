-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:no_such_column/turso
-- alterego: answer=*error in trigger*no such column: "*
-- alterego: versions=*
-- alterego: reason=a column that a trigger names in double quotes cannot be dropped
-- alterego: verdict=documented-difference
-- In SQLite the word becomes a string.
CREATE TABLE t(a, b);
CREATE TRIGGER r UPDATE ON t BEGIN SELECT 0 WHERE "b"; END;
ALTER TABLE t DROP COLUMN b;
