-- alterego: signature=outcome/rename_table/rename_table.reload/expected:refused:no_such_table/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO is accepted though a trigger of the table names it and a TEMP table hides it
-- alterego: verdict=documented-difference
-- SQLite refuses: error in trigger r0 after rename: no such table: main.t0.
CREATE TABLE t0(c0);
CREATE TRIGGER r0 DELETE ON t0 BEGIN UPDATE t0 SET b = 0; END;
CREATE TEMP TABLE t1(c0);
ALTER TABLE t1 RENAME TO t0;
ALTER TABLE [main].t0 RENAME TO t1;
