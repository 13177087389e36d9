-- Open: the shadow and the rebuild engine refuse. Builds of SQLite with
-- SQLITE_ALLOW_ROWID_IN_VIEW know old.rowid of a view, too: the shadow cannot
-- tell them apart, and the rebuild engine's stand-in for a view has no rowid.
CREATE TABLE t0(rowid);
CREATE VIEW v0 AS SELECT * FROM t0;
CREATE TRIGGER r0 INSTEAD OF DELETE ON v0 BEGIN INSERT INTO t0 (a, "") VALUES (old.rowid); END;
ALTER TABLE t0 RENAME rowid TO c1;
