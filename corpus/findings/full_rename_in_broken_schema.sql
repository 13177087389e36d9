-- alterego: kind=outcome
-- alterego: signature=outcome/rename_column/rename_column.pre_check/expected:refused:no_such_column/actual:refused:duplicate_column/rebuild
-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- alterego: seed=0x5d418f9716cb2389
-- alterego: step=2
-- A divergence of the kind outcome, at the statement marked below.
-- Expected by shadow: refused (no_such_column) [rename_column.pre_check]
-- Answered by rebuild:mode=full: refused (duplicate_column): duplicate column name: c0
-- What every lane answered:
--   rebuild-3.40.1: predicted refused (no_such_column) [rename_column.pre_check]; refused (duplicate_column): duplicate column name: c0
--   rebuild-3.40.1: predicted refused (no_such_column) [rename_column.pre_check]; refused (duplicate_column): duplicate column name: c0
-- Reduced from 32 statements to 3. To see it again:
--   alterego replay outcome-rename_column-72f2d7.sql
CREATE TABLE t0(c0, c1);
CREATE TRIGGER r0 INSERT ON t0 BEGIN UPDATE t0 SET a = 0 WHERE e; END;
-- HERE: expected refused (no_such_column) [rename_column.pre_check], answered refused (duplicate_column): duplicate column name: c0
ALTER TABLE t0 RENAME c1 TO c0;
