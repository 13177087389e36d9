-- alterego: mode=full
-- A STRICT table with rowids takes a STORED column's value that is not of its
-- type, one without refuses every change of that row. SET WITHOUT ROWID failed
-- in its copy, with the name of a table of ours; the value is found before.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, c1 BLOB, c2 TEXT AS (c1) STORED, c3 ANY) STRICT;
INSERT INTO t0 (c1, c3) VALUES (x'', '1');
ALTER TABLE t0 SET WITHOUT ROWID;
DELETE FROM t0;
ALTER TABLE t0 SET WITHOUT ROWID;
