-- alterego: mode=full
-- What moves along and meets one of its name was found while it moved, behind
-- what the rows refused; a trigger ON main.t stayed bound to its schema.
CREATE TABLE t(a UNIQUE, b);
CREATE INDEX i ON t(b);
CREATE TRIGGER r AFTER INSERT ON main.t BEGIN UPDATE t SET b = 1; END;
INSERT INTO t VALUES (1, NULL);
CREATE TEMP TABLE q(a);
CREATE INDEX temp.i ON q(a);
ALTER TABLE t SET SCHEMA temp;
ALTER TABLE t ALTER a SET NOT NULL, ALTER b SET DEFAULT 2, SET SCHEMA temp;
DROP INDEX temp.i;
ALTER TABLE t SET SCHEMA temp;
INSERT INTO t VALUES (3, 4);
ALTER TABLE temp.t SET SCHEMA main;
