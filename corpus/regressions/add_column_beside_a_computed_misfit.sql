-- alterego: engines=sqlite,rebuild
-- Before it looked at types, quick_check took c3 for NULL, because the VIRTUAL c0
-- in front of it computes an integer for a BLOB; the shadow expected the column
-- to be added. (By 3.54 the INSERT is refused.)
CREATE TABLE t0(c0 BLOB AS (0), c1 BLOB, c2 BLOB AS (c1), c3 TEXT NOT NULL) STRICT;
INSERT INTO t0 VALUES (x'', '');
ALTER TABLE t0 ADD c4 REAL NOT NULL AS (0);
