-- An action that a trigger's UPDATE could not prepare was not tried again for
-- the statement itself, whose last error SQLite tells.
PRAGMA foreign_keys = 1;
CREATE TABLE t1(c0, c1 REFERENCES "select");
CREATE TRIGGER r0 UPDATE ON t1 BEGIN UPDATE t1 SET c1 = 0; END;
CREATE TABLE t2(c0 REFERENCES t1(c1) ON UPDATE RESTRICT);
UPDATE main.t1 SET "c1" = "c1";
