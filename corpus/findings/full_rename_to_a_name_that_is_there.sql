-- alterego: kind=outcome
-- alterego: signature=outcome/rename_column/rename_column.temp_again/expected:refused:no_such_column/actual:refused:duplicate_column/rebuild
-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- alterego: seed=0x5d52c8b66133429d
-- alterego: step=2
-- A divergence of the kind outcome, at the statement marked below.
-- Expected by shadow: refused (no_such_column) [rename_column.temp_again]
-- Answered by rebuild:mode=full: refused (duplicate_column): duplicate column name: c1
-- What every lane answered:
--   rebuild-3.40.1: predicted refused (no_such_column) [rename_column.temp_again]; refused (duplicate_column): duplicate column name: c1
--   rebuild-3.40.1: predicted refused (no_such_column) [rename_column.temp_again]; refused (duplicate_column): duplicate column name: c1
-- Reduced from 10 statements to 3. To see it again:
--   alterego replay full_rename_to_a_name_that_is_there.sql
CREATE TEMP TABLE t0(c0, c1);
CREATE TEMP VIEW v0 AS SELECT c0 FROM (SELECT c0 FROM t0 AS n0) AS n0;
-- HERE: expected refused (no_such_column) [rename_column.temp_again], answered refused (duplicate_column): duplicate column name: c1
ALTER TABLE t0 RENAME c0 TO c1;
