-- A database that is created afresh from the shadow: behind a row that is not
-- foretold (t2), the refusal of a default of another type in a STRICT table,
-- which ALTER lets in and INSERT does not, was taken for a divergence.
CREATE TABLE t0(c0);
CREATE TABLE t1(c0 INTEGER) STRICT;
INSERT INTO t0 (rowid, c0) VALUES (0, x'');
ALTER TABLE t1 ADD c1 INTEGER;
INSERT INTO t1 VALUES (0, 0);
ALTER TABLE t0 RENAME TO t2;
ALTER TABLE t1 RENAME TO t0;
ALTER TABLE t2 ADD c2 AS (c0 NOT LIKE '');
ALTER TABLE t0 ADD c2 BLOB DEFAULT 0;
