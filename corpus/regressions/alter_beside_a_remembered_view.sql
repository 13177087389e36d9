-- v1 compiles as long as "text" may be a string, and a connection that has read
-- it before still knows its columns: ALTER then gets as far as the circle. The
-- shadow knew only the other answer, that there is no such column.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT 0;
CREATE TRIGGER r0 INSTEAD OF INSERT ON v0 BEGIN UPDATE t0 SET c0 = 0; END;
CREATE VIEW v1 AS SELECT "text";
CREATE TEMP VIEW v0 AS SELECT (SELECT 0 FROM v0) AS c1 FROM v1 AS n0;
.dbconfig dqs_dml off
ALTER TABLE t0 RENAME TO t1;
