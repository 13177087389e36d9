-- alterego: kind=outcome
-- alterego: signature=outcome/drop_column/full.drop_column.accept/expected:accepted/actual:refused:may_not_be_altered/rebuild
-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- alterego: seed=0xf6f050710a77da6f
-- alterego: step=3
-- A divergence of the kind outcome, at the statement marked below.
-- Expected by shadow: accepted [full.drop_column.accept]
-- Answered by rebuild:mode=full: refused (may_not_be_altered): this would break trigger r0; drop or change these first
-- What every lane answered:
--   rebuild-3.40.1: predicted accepted [full.drop_column.accept]; refused (may_not_be_altered): this would break trigger r0; drop or change these first
--   rebuild-3.40.1: predicted accepted [full.drop_column.accept]; refused (may_not_be_altered): this would break trigger r0; drop or change these first
-- Reduced from 5 statements to 4. To see it again:
--   alterego replay full_cascade_and_a_trigger_on_a_view.sql
CREATE TABLE t0(c0, "current_time");
CREATE VIEW v0 AS SELECT "current_time" AS c2, "text" FROM t0;
CREATE TRIGGER r0 INSTEAD OF UPDATE ON v0 BEGIN UPDATE t0 SET "current_time" = 0; END;
-- HERE: expected accepted [full.drop_column.accept], answered refused (may_not_be_altered): this would break trigger r0; drop or change these first
ALTER TABLE t0 DROP "current_time" CASCADE;
