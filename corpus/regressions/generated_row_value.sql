-- A generated column that is a row value is taken by some releases, which cannot
-- read the table then, and refused by others; nothing is foretold of it.
CREATE TABLE t0(c0, c1 AS ((0, 0)));
ALTER TABLE t0 ADD COLUMN c2;
