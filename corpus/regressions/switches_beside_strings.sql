-- Switches that are no SQL, and strings in double quotes that stand when they are
-- switched: in a default, a CHECK, an index and a trigger.
CREATE TABLE t(a, b DEFAULT "zz", CHECK (a <> "q"));
CREATE INDEX i ON t("nosuch");
CREATE TRIGGER r UPDATE ON t BEGIN INSERT INTO t(a) VALUES ("str"); END;
INSERT INTO t(a) VALUES ("m");
.dbconfig dqs_ddl off
INSERT INTO t(a) VALUES (1);
ALTER TABLE t ADD c CHECK (c <> "q");
ALTER TABLE t ADD d DEFAULT "q";
ALTER TABLE t RENAME b TO bb;
ALTER TABLE t RENAME TO u;
ALTER TABLE t DROP COLUMN b;
.dbconfig dqs_ddl on
.dbconfig dqs_dml off
UPDATE t SET a = a;
ALTER TABLE t RENAME b TO bb;
ALTER TABLE t RENAME TO u;
ALTER TABLE t DROP COLUMN b;
.dbconfig dqs_ddl off
ALTER TABLE t RENAME TO u2;
.dbconfig defensive on
PRAGMA writable_schema = ON;
UPDATE sqlite_master SET sql = sql;
ALTER TABLE u RENAME TO sqlite_x;
