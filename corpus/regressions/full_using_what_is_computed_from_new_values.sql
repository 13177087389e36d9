-- alterego: mode=full
-- A generated column gives what it computes from the values that an action
-- before has set, whoever reads it: USING, a key, a CHECK. They were given what
-- it had in the old rows.
CREATE TABLE t0(c0 UNIQUE, c1 AS (c0), c2);
INSERT INTO t0 (c0) VALUES (0);
INSERT INTO t0 (c0) VALUES (15);
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT USING 0, ALTER COLUMN c0 TYPE TEXT USING c1;
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT USING c0 + 1, ALTER COLUMN c2 TYPE TEXT USING c1;
ALTER TABLE t0 ALTER COLUMN c0 TYPE INT USING c0 - 16, ADD CHECK (c1 <= 0);
CREATE TABLE t1(c0, c1 AS (c0 > 1) STORED, c2 AS (c1 + 1));
INSERT INTO t1 (c0) VALUES (1), (2);
ALTER TABLE t1 ALTER COLUMN c0 TYPE INT USING 0, ADD UNIQUE (c2);
ALTER TABLE t1 ALTER COLUMN c0 TYPE INT USING c0 + 1, ADD UNIQUE (c2);
