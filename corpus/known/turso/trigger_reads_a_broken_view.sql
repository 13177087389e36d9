-- alterego: signature=outcome/delete/dml.prepare/expected:refused:no_such_column/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=a trigger that reads a view which does not compile is carried out
-- alterego: verdict=engine-bug
-- SQLite refuses the statement: no such column.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT generated;
CREATE TRIGGER r0 DELETE ON t0 BEGIN SELECT 0 FROM v0; END;
DELETE FROM t0;
