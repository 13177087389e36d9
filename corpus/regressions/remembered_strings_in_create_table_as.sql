-- As in circular_view_over_remembered_strings.sql, of a CREATE TABLE AS, which
-- is not predicted: the reasons of its refusal depend on what each connection
-- remembers of a view's strings.
CREATE VIEW v0 AS SELECT 0 AS c0 FROM (SELECT "text") AS n0;
CREATE VIEW v1 AS SELECT (SELECT 0 FROM v0 AS n0) AS c1 FROM (SELECT 0 HAVING 0) AS n0;
.dbconfig dqs_dml off
CREATE TABLE t0 AS SELECT (SELECT 0 FROM v1);
