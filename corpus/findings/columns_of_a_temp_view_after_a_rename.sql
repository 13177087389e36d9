-- Open: the lanes differ in the columns of a TEMP view whose view was dropped and made
-- anew behind a rename in a transaction; who is right is not known yet.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT 0;
CREATE TEMP VIEW v0 AS SELECT 0;
BEGIN;
CREATE TEMP VIEW v1 AS SELECT 0 AS c1 FROM v0;
DROP VIEW v0;
ALTER TABLE t0 RENAME TO c0;
CREATE TEMP VIEW v0 AS SELECT c0;
