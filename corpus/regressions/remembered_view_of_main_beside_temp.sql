-- Behind dqs_dml off SQLite may still know the columns of a view that reads
-- "text" as a string. Whether a view of main compiles was asked as if its names
-- were looked up in temp first.
CREATE VIEW v0 AS SELECT 0;
CREATE TEMP VIEW v0 AS SELECT p;
CREATE VIEW v1 AS SELECT 0 FROM (SELECT "text" FROM v0 AS n0) AS n0;
CREATE TEMP VIEW v1 AS SELECT 0;
.dbconfig dqs_dml off
DROP VIEW v1;
DELETE FROM v1;
