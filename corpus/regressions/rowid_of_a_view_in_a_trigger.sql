-- Builds of SQLite with SQLITE_ALLOW_ROWID_IN_VIEW know old.rowid of a view.
-- The shadow said that there is no such column, and the rebuild engine asked a
-- table without a rowid in the place of the view.
CREATE TABLE t0(rowid);
CREATE VIEW v0 AS SELECT * FROM t0;
CREATE TRIGGER r0 INSTEAD OF DELETE ON v0 BEGIN INSERT INTO t0 (a, "") VALUES (old.rowid); END;
ALTER TABLE t0 RENAME rowid TO c1;
