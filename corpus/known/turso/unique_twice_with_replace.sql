-- alterego: signature=*/dml.accept/expected:accepted/actual:refused:unique/turso
-- alterego: answer=refused*UNIQUE constraint failed: *
-- alterego: versions=*
-- alterego: reason=UNIQUE twice on a column, one of them ON CONFLICT REPLACE: refused
-- alterego: verdict=engine-bug
-- UNIQUE constraint failed. SQLite replaces the row.
CREATE TABLE t0(c0 UNIQUE, PRIMARY KEY (c0) ON CONFLICT REPLACE);
INSERT INTO t0 (c0) VALUES (9.5), (9.5);
