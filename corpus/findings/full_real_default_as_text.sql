-- alterego: kind=rows
-- alterego: signature=rows/add_column/full.add_column.accept/rows.changed/rebuild
-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- alterego: seed=0xa7144dfbc65bc393
-- alterego: step=2
-- A divergence of the kind rows, at the statement marked below.
-- Expected by shadow: accepted [full.add_column.accept]
-- Answered by rebuild:mode=full:strategy=rebuild: accepted
-- What every lane answered:
--   rebuild-3.40.1: predicted accepted [full.add_column.accept]; accepted
--   rebuild-3.40.1: predicted accepted [full.add_column.accept]; accepted
-- In "rows main.t0"
-- only expected:
-- 1|''|'1e+300'
--
-- only seen:
-- 1|''|'1.0e+300'
--
-- Reduced from 28 statements to 3. To see it again:
--   alterego replay rows-add_column-d796a3.sql
CREATE TABLE t0(c0);
INSERT INTO t0 VALUES ('');
-- HERE: expected accepted [full.add_column.accept], answered accepted
ALTER TABLE t0 ADD a TEXT DEFAULT 1e+300 AFTER c0;
