-- Each column reads the one before it several times. The shadow computed all of
-- that again for each of them, and time did not suffice.
CREATE TABLE t0(
  c0 INT,
  c1 AS (min(c0, coalesce(c0, c0))),
  c2 AS (min(c1, coalesce(c1, c1))),
  c3 AS (min(c2, coalesce(c2, c2))),
  c4 AS (min(c3, coalesce(c3, c3))),
  c5 AS (min(c4, coalesce(c4, c4))),
  c6 AS (min(c5, coalesce(c5, c5))),
  c7 AS (min(c6, coalesce(c6, c6))),
  c8 AS (min(c7, coalesce(c7, c7))));
INSERT INTO t0 (c0) VALUES (1), (2);
UPDATE t0 SET c0 = 3;
ALTER TABLE t0 ADD d;
ALTER TABLE t0 RENAME c1 TO e;
