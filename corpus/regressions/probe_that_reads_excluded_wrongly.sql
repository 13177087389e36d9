-- A probe met the fault of 3.31 that reads another column than excluded.c says,
-- and what the probes left was a finding without its name.
CREATE TABLE t0(c0 PRIMARY KEY, c1 AS (0), c2, c3 AS (0), c4, c5);
CREATE TRIGGER r0 DELETE ON t0 BEGIN INSERT INTO t0 VALUES ('', '', 0, 0) ON CONFLICT (c0) DO UPDATE SET c5 = excluded.c2; END;
CREATE TRIGGER r1 INSERT ON t0 BEGIN DELETE FROM t0 WHERE c2; END;
ALTER TABLE t0 RENAME c3 TO c6;
