-- alterego: mode=full
-- A TEMP trigger may be on a table that a TEMP table of its name hides. It stays
-- where it is when the TEMP table is renamed; SQLite takes it along, and fails.
CREATE TEMP TABLE t0(c0);
CREATE TABLE t0(c0);
CREATE TEMP TRIGGER r0 INSERT ON main.t0 BEGIN UPDATE t0 SET c0 = 0; END;
ALTER TABLE t0 ALTER COLUMN c0 SET DEFAULT 'y', RENAME TO t2;
INSERT INTO t2 VALUES (1);
INSERT INTO t0 VALUES (2);
