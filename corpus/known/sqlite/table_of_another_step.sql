-- alterego: signature=outcome/rename_table/rename_table.rewrite/expected:refused:no_such_column/actual:accepted/sqlite
-- alterego: versions=..3.26.0
-- alterego: reason=a SELECT in a trigger sees the table of the statement in front of it
-- alterego: verdict=engine-bug
-- c0 is a column of t0, which the SELECT does not read. 3.31 refuses.
CREATE TABLE t0(c0);
CREATE TABLE t1(c1);
CREATE TRIGGER r0 INSERT ON t1 BEGIN DELETE FROM t0; SELECT * FROM t1 WHERE c0; END;
ALTER TABLE t1 RENAME TO t2;
