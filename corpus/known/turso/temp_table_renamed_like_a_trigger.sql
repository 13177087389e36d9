-- alterego: signature=schema/rename_table/rename_table.accept/schema-lost-where.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO the name of a trigger writes one of two triggers twice
-- alterego: verdict=engine-bug
-- The other one is gone.
CREATE TEMP TABLE t0(c0);
CREATE TRIGGER r0 DELETE ON t0 BEGIN DELETE FROM t0 WHERE 0; END;
CREATE TRIGGER r1 DELETE ON t0 BEGIN INSERT INTO t0 VALUES (0); END;
ALTER TABLE t0 RENAME TO r0;
ALTER TABLE r0 RENAME TO r1;
