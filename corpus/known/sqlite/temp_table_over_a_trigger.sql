-- alterego: signature=outcome/rename_table/rename_table.accept_hiding/expected:accepted/actual:refused:unclassified/sqlite
-- alterego: versions=3.31.0..
-- alterego: reason=a TEMP table cannot be renamed if a TEMP trigger is on a table that it hides
-- alterego: verdict=engine-bug
-- RENAME TO changes tbl_name in sqlite_temp_schema by the table's name alone, so
-- that of the trigger too, although it is on main.t. The test of the schema
-- afterwards fails: "error in trigger r after rename: ", and no message behind
-- it. 3.26 renamed. RENAME COLUMN and DROP COLUMN work.
CREATE TABLE t(a);
CREATE TEMP TABLE t(a, b);
CREATE TEMP TRIGGER r INSERT ON main.t BEGIN SELECT 1; END;
ALTER TABLE temp.t RENAME TO u;
