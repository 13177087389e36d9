-- Some releases do not round what they read: the shortest text of a REAL may
-- mean its neighbour (3.47 to 3.51 and 1e-300). The fresh database was made with
-- such texts, and then differed from the altered one.
CREATE TABLE t0(c0, c1 AS (c0 LIKE ''));
ALTER TABLE t0 ADD c2;
ALTER TABLE t0 ADD c3;
INSERT INTO t0 (c0, c2, c3) VALUES (x'', x'', 1e-300);
