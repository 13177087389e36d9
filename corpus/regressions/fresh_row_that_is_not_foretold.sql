-- A row that is not foretold (c1 is) is in a database that is created afresh all
-- the same: what the shadow has of it is no measure.
--
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD c1 AS (x'' LIKE '') STORED;
INSERT INTO t0 (c0) VALUES (0);
