-- Switches that are no SQL: what defensive mode and double-quoted strings change.
CREATE TABLE t(a, b);
CREATE VIEW v AS SELECT a, "str" FROM t;
.dbconfig dqs_dml off
SELECT "str";
ALTER TABLE t RENAME a TO c;
DROP VIEW v;
.dbconfig dqs_ddl off
ALTER TABLE t ADD d DEFAULT "x";
CREATE TABLE u(a CHECK (a <> "x"));
CREATE INDEX i ON t("nosuch");
CREATE VIEW v AS SELECT a, "str" FROM t;
ALTER TABLE t RENAME b TO d2;
DROP VIEW v;
ALTER TABLE t RENAME b TO e;
.dbconfig dqs_ddl on
.dbconfig dqs_dml on
CREATE TABLE u(a CHECK (a <> "x"));
.dbconfig defensive on
UPDATE sqlite_master SET sql = 'x';
ALTER TABLE u RENAME TO sqlite_u;
ALTER TABLE u RENAME a TO b;
