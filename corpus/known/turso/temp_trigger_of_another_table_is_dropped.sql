-- alterego: signature=schema/drop/drop.accept/schema-trigger-temp.missing/turso
-- alterego: versions=*
-- alterego: reason=DROP of a TEMP table takes along the TEMP trigger of the table that it hides
-- alterego: verdict=engine-bug
-- The trigger is on main.t0.
CREATE TABLE t0(c0);
CREATE TEMP TRIGGER r0 DELETE ON t0 BEGIN DELETE FROM t0; END;
CREATE TEMP TABLE t0(c0);
DROP TABLE t0;
