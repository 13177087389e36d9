-- alterego: signature=outcome/insert/dml.constraint/expected:refused:unique/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=rows of an INSERT with one rowid replace each other if another key says ON CONFLICT REPLACE
-- alterego: verdict=engine-bug
-- SQLite refuses: UNIQUE constraint failed: t0.rowid.
CREATE TABLE t0(c0 PRIMARY KEY ON CONFLICT REPLACE, c1, c2, c3, c4, c5);
INSERT INTO t0 (c0, c1, c2, c3, c4, c5) VALUES ('', 0, '', x'', x'', 0);
INSERT INTO t0 VALUES (0, 0, '', 0, 0, 0);
INSERT INTO t0 (rowid, c0, c1, c2, c3, c4, c5) SELECT 0, 0, 0, 0, 0, 0, 0 FROM t0;
