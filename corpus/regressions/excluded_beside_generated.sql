-- A column that excluded names comes from its own place. Releases from 3.31 on
-- miscounted beside VIRTUAL columns, which the shadow says by a rule of its own;
-- this is what agrees on all.
CREATE TABLE t(a, b AS (a), c, k PRIMARY KEY);
INSERT INTO t VALUES (1, 2, 3);
INSERT INTO t VALUES (4, 5, 3) ON CONFLICT (k) DO UPDATE SET c = excluded.a;
ALTER TABLE t RENAME c TO d;
INSERT INTO t VALUES (6, 7, 3) ON CONFLICT (k) DO UPDATE SET d = excluded.a;
