-- alterego: engines=sqlite
-- DROP COLUMN of the last column cuts from the comma in front of it, here one
-- within a comment, which then goes on to the next comment's end. What is left
-- has the column c1 twice, and a syntax error right behind it, of which SQLite
-- tells the latter. The prediction was the former.
CREATE TABLE t0(c0, c1 REAL, /* , */ c2, CHECK (c0), CHECK (/* x */ c1 IS NULL));
ALTER TABLE t0 DROP c2;
