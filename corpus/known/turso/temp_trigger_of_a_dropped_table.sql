-- alterego: signature=schema/drop/drop.accept/schema-trigger-temp.extra/turso
-- alterego: versions=*
-- alterego: reason=DROP TABLE leaves the TEMP trigger of the table behind
-- alterego: verdict=engine-bug
-- It then stands for the TEMP table of that name.
CREATE TABLE t0(c0);
CREATE TEMP TRIGGER r0 DELETE ON t0 BEGIN DELETE FROM t0; END;
CREATE TEMP TABLE t0(c0);
DROP TABLE [main].t0;
