-- alterego: mode=full
-- A comparison reads the affinity of a column, which the expression that a new
-- value is computed by has not: 0 that has become '0' was compared as a number.
-- So USING and DROP EXPRESSION kept wrong values, a NULL got into a NOT NULL
-- column, and rows were refused that nothing is wrong with. What the rows must
-- obey is asked of the new table now; values that are wanted before there is
-- one are refused where they cannot be told.
CREATE TABLE p(k PRIMARY KEY);
INSERT INTO p VALUES (1);
CREATE TABLE t(c0 INT, c1 INT, g AS (c0 = 0) STORED, h AS (c0 = 0));
INSERT INTO t (c0, c1) VALUES (5, 6), (7, 8);
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING 0, ALTER COLUMN c1 TYPE TEXT USING c0 = 0;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING 0, ALTER COLUMN h DROP EXPRESSION;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING 0, ALTER COLUMN g DROP EXPRESSION;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING 0, ALTER COLUMN c1 TYPE INT USING g;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING 0, ALTER COLUMN g TO g INT;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING 0, ADD COLUMN d AS (nullif(c0 = 0, 1)) NOT NULL;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING 0, ADD COLUMN d AS (c0 <> 0) REFERENCES p;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING c0 - 5, ADD UNIQUE (g);
ALTER TABLE t ALTER COLUMN c0 TYPE INT USING c0 - 5, ALTER COLUMN c0 TYPE TEXT USING 0, ADD FOREIGN KEY (h) REFERENCES p;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT USING 0, ADD COLUMN e AS (nullif(c0 = 0, 0)) NOT NULL;
ALTER TABLE t ALTER COLUMN c0 TYPE TEXT, ALTER COLUMN c1 TYPE INT USING c0 = '0';
