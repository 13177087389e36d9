-- SQLite keeps the columns of a view that it once worked out. The comparison
-- with a database created afresh took that for a difference.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT c0 FROM t0;
CREATE TEMP VIEW v1 AS SELECT c0 FROM v0;
CREATE TEMP VIEW v0 AS SELECT '' AS c1;
ALTER TABLE t0 RENAME COLUMN c0 TO c2;
