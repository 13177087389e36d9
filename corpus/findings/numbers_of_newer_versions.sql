-- Open: the shadow reads and writes numbers as 3.40 does. Since 3.49 or before,
-- -1e-300 reads as -9.999999999999999e-301, and since 3.54 or before a REAL is
-- written with 17 digits: '1.2345678901234568e+17'.
CREATE TABLE t(a NUMERIC, b TEXT);
INSERT INTO t VALUES (-1e-300, 123456789012345680.0);
