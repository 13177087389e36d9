-- alterego: signature=schema/drop/drop.accept/schema-trigger-temp.extra:schema-trigger.missing/sqlite
-- alterego: versions=3.31.0..
-- alterego: reason=RENAME TO of a TEMP table moves a TEMP trigger of the main table that it hides, and forgets it
-- alterego: verdict=engine-bug
-- The trigger stands in sqlite_temp_schema with the new name of a table that it
-- is not on, and is loaded no more: DROP TRIGGER drops that of main instead, a
-- second drop says "no such trigger", and CREATE TEMP TRIGGER r "malformed
-- database schema (r) - trigger r already exists".
CREATE TABLE t(a);
CREATE TRIGGER r DELETE ON t BEGIN UPDATE t SET a = 0; END;
CREATE TEMP TRIGGER r UPDATE ON t BEGIN UPDATE t SET c = ''; END;
CREATE TEMP TABLE t(b);
ALTER TABLE t RENAME TO u;
DROP TRIGGER r;
