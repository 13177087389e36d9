-- replace() with nothing to look for gives back its first argument. Until 3.41 a
-- REAL that is computed from an integer came back as text; the shadow took it
-- for the number.
CREATE TABLE t0(c0 INTEGER) STRICT;
ALTER TABLE t0 RENAME c0 TO c1;
ALTER TABLE t0 ADD c0 REAL AS (0);
ALTER TABLE t0 ADD c2 ANY AS (replace(c0, x'', ''));
INSERT INTO t0 (c1) VALUES (1);
CREATE TABLE t2(c1 INTEGER, c0 REAL AS (c1), c2 AS (replace(c0, '', '')));
INSERT INTO t2 VALUES (1), (7);
ALTER TABLE t2 RENAME c1 TO c5;
