-- The shadow wrote the rows in the order of their keys. An UPDATE of a table
-- WITHOUT ROWID may walk any index, and here the first row that it comes to takes
-- the value.
CREATE TABLE t0(c0 PRIMARY KEY, c1 UNIQUE, c2, UNIQUE (c2)) WITHOUT ROWID;
INSERT INTO t0 VALUES (0, 0, 0), (14, 11, NULL);
ALTER TABLE t0 RENAME c1 TO c3;
UPDATE OR IGNORE t0 SET c3 = 2;
DELETE FROM t0;
