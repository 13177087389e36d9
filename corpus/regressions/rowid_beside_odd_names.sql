-- Rows of an engine in a process of its own are read by rowid, oid or _rowid_,
-- whichever is no column: a column named "without" is not WITHOUT ROWID, and one
-- named _rowid_ leaves rowid. `alterego replay --engines sqlite,libsql`.
CREATE TABLE t(rowid, "without" NOT NULL);
INSERT INTO t VALUES (7, 8), (5, 6);
CREATE TABLE u(_rowid_, a, oid);
INSERT INTO u VALUES (1, 2, 3);
CREATE TABLE v(rowid PRIMARY KEY, b) WITHOUT /* ) */ ROWID;
INSERT INTO v VALUES (2, 1), (1, 2);
ALTER TABLE t ADD COLUMN c;
ALTER TABLE u RENAME COLUMN a TO b;
ALTER TABLE v RENAME COLUMN b TO c;
