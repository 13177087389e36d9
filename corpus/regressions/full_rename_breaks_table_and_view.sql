-- alterego: mode=full
-- RENAME COLUMN takes "a" in the key for a string and breaks the table, which
-- SQLite says before it looks at the view. The engine spoke of the view.
CREATE TABLE t0(a INTEGER PRIMARY KEY) WITHOUT ROWID;
CREATE VIEW v0 AS SELECT * FROM t0;
CREATE VIEW v1 AS SELECT row_number() OVER (ORDER BY a) FROM v0 AS n0;
ALTER TABLE t0 ADD UNIQUE ("a");
ALTER TABLE t0 RENAME a TO c1;
