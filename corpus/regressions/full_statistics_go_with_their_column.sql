-- alterego: mode=full
-- The statistics of the last column stayed behind it, and were those of the
-- column before then.
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD c1;
ALTER TABLE t0 ALTER COLUMN c1 SET STATISTICS 2466, DROP c1;
ALTER TABLE t0 ADD c1;
ALTER TABLE t0 ALTER COLUMN c1 SET STATISTICS 2466;
ALTER TABLE t0 DROP c1;
