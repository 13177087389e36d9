-- Before 3.31 the index of a constraint that comes to REPLACE by a later one on
-- the same columns stayed in front of the others, and took the row away before
-- they were asked. The shadow put it behind them, as newer releases do.
CREATE TABLE t0(c0, c1 UNIQUE, c2, PRIMARY KEY (c2, c0), UNIQUE (c2, c0) ON CONFLICT REPLACE);
CREATE TABLE t1(c1);
ALTER TABLE t1 ADD c2;
