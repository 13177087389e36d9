-- alterego: signature=outcome/rename_table/rename_table.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO fails beside a trigger whose name is a number
-- alterego: verdict=engine-bug
-- As in trigger_named_by_digits.sql.
CREATE TEMP TABLE t0(c0);
CREATE TRIGGER "12" UPDATE ON t0 BEGIN UPDATE t0 SET b = NULL; END;
ALTER TABLE t0 RENAME TO excluded;
ALTER TABLE excluded RENAME TO t2;
