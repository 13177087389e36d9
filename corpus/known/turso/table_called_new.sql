-- alterego: signature=schema/rename_table/rename_table.accept/schema-trigger.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO of a table called NEW rewrites new.c in its triggers
-- alterego: verdict=engine-bug
-- The row that the trigger sees is no table.
CREATE TABLE NEW(c0);
CREATE TRIGGER r0 UPDATE ON NEW BEGIN INSERT INTO "NEW" VALUES (new.c0); END;
ALTER TABLE NEW RENAME TO t1;
