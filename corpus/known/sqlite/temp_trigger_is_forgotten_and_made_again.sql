-- alterego: signature=outcome/create_trigger/create_trigger.exists/expected:refused:name_taken/actual:refused:corrupt/sqlite
-- alterego: answer=refused*malformed database schema (*) - trigger * already exists
-- alterego: versions=3.31.0..
-- alterego: reason=RENAME TO of a TEMP table forgets a TEMP trigger of the main table that it hides
-- alterego: verdict=engine-bug
-- The same as temp_trigger_is_forgotten.sql: the name seems free to CREATE
-- TRIGGER, until the schema is read.
CREATE TABLE t(a);
CREATE TEMP TRIGGER r DELETE ON t BEGIN SELECT * FROM t; END;
CREATE TEMP TABLE t(b);
CREATE TEMP VIEW v AS SELECT 0;
ALTER TABLE t RENAME TO u;
CREATE TRIGGER r INSTEAD OF DELETE ON v BEGIN UPDATE t SET a = 0; END;
