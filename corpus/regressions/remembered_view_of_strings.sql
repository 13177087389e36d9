-- SQLite keeps the columns of a view that it has once compiled. When strings in
-- double quotes are switched off afterwards, an INSERT into such a view still
-- finds its INSTEAD OF trigger, and one into a view that nobody has read does
-- not. The shadow expected a refusal of both; what is remembered it cannot
-- know, and says so. ALTER TABLE compiles every view anew.
CREATE TABLE t(a, b);
CREATE VIEW v AS SELECT a, "text" AS s FROM t;
CREATE TRIGGER r INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (1, 2); END;
SELECT * FROM v;
.dbconfig dqs_dml off
INSERT INTO v VALUES (1, 2);
ALTER TABLE t RENAME b TO c;
ALTER TABLE t ADD d;
.dbconfig dqs_dml on
ALTER TABLE t RENAME b TO c;
