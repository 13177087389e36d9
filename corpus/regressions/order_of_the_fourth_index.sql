-- An INSERT from a SELECT over the same table walks an index that holds all
-- that is asked for, and so another row is the first that is refused. The
-- shadow tried the orders of three indexes of a table; the one walked here is
-- the fourth.
CREATE TABLE t(a PRIMARY KEY, b, c, d) WITHOUT ROWID;
INSERT INTO t VALUES (9, 0, '', 0), (0, 9, 4, 'x');
CREATE INDEX i ON t(c, d);
CREATE INDEX j ON t(0);
CREATE UNIQUE INDEX k ON t(b);
CREATE UNIQUE INDEX l ON t(a);
INSERT INTO t VALUES (15, x'', 4, '');
INSERT INTO t SELECT c, a, 0, 0 FROM t;
ALTER TABLE t RENAME c TO e;
