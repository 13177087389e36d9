-- alterego: signature=outcome/rename_column/rename_column.accept/expected:accepted/actual:refused:no_such_table/turso
-- alterego: answer=*trigger table not found*
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN is refused if a TEMP trigger is on the table
-- alterego: verdict=engine-bug
-- error in trigger r after rename column: trigger table not found: t.
CREATE TABLE t(a);
CREATE TEMP TRIGGER r DELETE ON t BEGIN DELETE FROM t; END;
ALTER TABLE t RENAME COLUMN a TO b;
