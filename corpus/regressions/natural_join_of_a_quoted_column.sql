-- RENAME COLUMN did not write the new name for "a,b" in a subquery of a NATURAL
-- JOIN: while the rebuild engine looks for what means the column, the name in
-- double quotes became a string, and the join another one that read the same.
CREATE TABLE t0("a,b");
CREATE VIEW v0 AS SELECT * FROM (SELECT "a,b" FROM t0) AS n0 NATURAL JOIN t0;
CREATE VIEW v1 AS SELECT "a,b", "x" FROM t0 NATURAL JOIN (SELECT "a,b" FROM t0);
ALTER TABLE t0 RENAME "a,b" TO c1;
