-- A column's new name in a subquery makes another column of it, and a NATURAL
-- JOIN another join, under which the condition does not compile. The rebuild
-- engine left the subquery as it was; SQLite writes the new name there, and
-- refuses what comes of it (under legacy_alter_table it keeps it).
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT * FROM (SELECT n1.c0 FROM t0 n1) AS n0 NATURAL JOIN t0 WHERE c0;
ALTER TABLE t0 RENAME c0 TO c1;
PRAGMA legacy_alter_table = 1;
ALTER TABLE t0 RENAME c0 TO c1;
