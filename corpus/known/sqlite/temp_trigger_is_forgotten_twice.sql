-- alterego: signature=outcome/drop/drop.accept/expected:accepted/actual:refused:no_such_trigger/sqlite
-- alterego: versions=3.31.0..
-- alterego: reason=RENAME TO of a TEMP table forgets a TEMP trigger of the main table that it hides
-- alterego: verdict=engine-bug
-- The same as temp_trigger_is_forgotten.sql, where no trigger of main has that
-- name: "no such trigger: r", though it stands in sqlite_temp_schema.
CREATE TABLE t(a);
CREATE TEMP TRIGGER r UPDATE ON t BEGIN DELETE FROM t; END;
CREATE TEMP TABLE t(b);
ALTER TABLE t RENAME TO u;
DROP TRIGGER r;
