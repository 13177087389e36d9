-- The rebuild engine took new.rowid for the table's, for the trigger compiles
-- either way. SQLite looks for a source's columns, for the row that fires the
-- trigger, and only then for a source's rowid, which it does not find if that row
-- has none. The shadow did not know this last thing.
CREATE TABLE new(c0);
CREATE TABLE other(c0);
CREATE TRIGGER r0 UPDATE ON new BEGIN DELETE FROM new WHERE new._rowid_; END;
CREATE TRIGGER r1 DELETE ON new BEGIN DELETE FROM new WHERE new._rowid_; END;
CREATE TRIGGER r2 INSERT ON other BEGIN SELECT new.rowid, new.c0 FROM new; END;
CREATE TEMP TRIGGER r3 UPDATE ON new BEGIN DELETE FROM new WHERE new.oid = old.oid; END;
ALTER TABLE new RENAME TO old;
ALTER TABLE old RENAME TO t1;
CREATE TABLE w(c0 PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE new(c0, rowid);
CREATE TRIGGER r4 INSERT ON w BEGIN SELECT new.oid FROM new; END;
CREATE TRIGGER r5 INSERT ON other BEGIN SELECT new.rowid, new.oid FROM new; END;
ALTER TABLE new RENAME TO t2;
DROP TRIGGER r4;
ALTER TABLE new RENAME TO t2;
