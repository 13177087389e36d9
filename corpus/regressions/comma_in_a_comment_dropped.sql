-- Until 3.51 DROP COLUMN of the last column cuts at a comma in a comment. What
-- it finds wrong with the columns comes before the error of syntax.
CREATE TABLE t(a, b /* , */, c, UNIQUE (/* x */ a COLLATE RTRIM, b DESC), UNIQUE (a, b));
ALTER TABLE t DROP c;
