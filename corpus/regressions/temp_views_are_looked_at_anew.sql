-- The lanes differed in the columns of a TEMP view that can no longer be
-- worked out: SQLite keeps those that it has once worked out until something
-- makes it read the schema again. Now they are forgotten after each statement.
CREATE TABLE t0(c0);
SAVEPOINT n0;
CREATE VIEW v0 AS SELECT 0;
CREATE TEMP VIEW v1 AS SELECT 0 FROM v0;
ALTER TABLE t0 RENAME c0 TO c1;
DROP VIEW v0;
RELEASE n0;
CREATE VIEW v2 AS SELECT 0;
CREATE TEMP VIEW v2 AS SELECT 0;
BEGIN;
CREATE TEMP VIEW v3 AS SELECT 0 AS c1 FROM v2;
DROP VIEW v2;
ALTER TABLE t0 RENAME TO c0;
CREATE TEMP VIEW v2 AS SELECT c0;
