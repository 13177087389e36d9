-- alterego: mode=full
-- Computed columns that read each other were put into each other over the old
-- row: five of them took seconds, seven for ever, or the parser's stack was
-- full. The new table is asked now where that would grow too long.
CREATE TABLE t(c0 INT, g0 INT AS (c0 + 1) NOT NULL, g1 INT AS (g0 + g0) NOT NULL, g2 INT AS (g1 + g1) NOT NULL, g3 REAL AS (g2 + g2) NOT NULL, g4 TEXT AS (g3 || g3) NOT NULL, g5 INT AS (g2 + g1) NOT NULL, g6 INT AS (g5 + g5), g7 INT AS (g6 + g6) UNIQUE, x INT, CHECK (g7 > 4));
INSERT INTO t(c0) VALUES (1), (2);
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT;
ALTER TABLE t ALTER COLUMN c0 TYPE INT USING c0 - 1, ADD UNIQUE (g6);
ALTER TABLE t ALTER COLUMN c0 TYPE INT USING 1;
ALTER TABLE t ALTER COLUMN c0 TYPE INT USING 0 - c0;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING c0 + 1, ALTER COLUMN x TYPE TEXT USING g7;
ALTER TABLE t ALTER COLUMN c0 TYPE INT USING NULL;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING c0 + 1, ALTER COLUMN g7 DROP EXPRESSION;
