-- The shadow read and wrote numbers as 3.40 does. Since 3.49 or before, -1e-300
-- reads as -9.999999999999999e-301, until 3.54 or before; since then a REAL is
-- written with 17 digits: '1.2345678901234568e+17'.
CREATE TABLE t(a NUMERIC, b TEXT);
INSERT INTO t VALUES (-1e-300, 123456789012345680.0);
INSERT INTO t VALUES ('-1e-300', 0.1 + 0.2), (1.0 / 3, 0.1);
ALTER TABLE t ADD COLUMN c TEXT DEFAULT 2.5e-7;
