-- A view that was compiled while "x" could be a string keeps its columns in
-- the connection's memory until the schema is read anew. A later view that
-- leads both to itself and to that one was refused by one lane as circular and
-- by the other for the column that there is not, and the oracle took the two
-- reasons of lanes with one schema for a finding.
CREATE VIEW v0 AS SELECT "z]z";
CREATE VIEW v1 AS SELECT n0.* FROM v0 AS n0;
.dbconfig dqs_dml off
CREATE VIEW v2 AS SELECT 0 FROM v2 UNION SELECT 0 FROM v1;
