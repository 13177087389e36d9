-- alterego: signature=outcome/rename_table/rename_table.post_check_hiding/expected:refused:*/actual:refused:unclassified/sqlite
-- alterego: versions=3.31.0..
-- alterego: reason=a TEMP table cannot be renamed if a TEMP trigger is on a table that it hides, and nothing says why
-- alterego: verdict=engine-bug
-- As temp_table_over_a_trigger.sql has it: the trigger is taken for one of the
-- renamed table, and "error in trigger r after rename: " has no message behind
-- it. Here the RENAME would be refused anyway, for FROM v means the renamed
-- table then, which has no column b; that is what the message should say.
CREATE TEMP TABLE t(a);
CREATE TABLE t(a);
CREATE TABLE v(b);
CREATE TEMP TRIGGER r INSERT ON main.t BEGIN SELECT b FROM v; END;
ALTER TABLE t RENAME TO v;
