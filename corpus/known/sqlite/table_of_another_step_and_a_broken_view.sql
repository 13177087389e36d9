-- alterego: signature=message/rename_table/rename_table.rewrite/expected:refused:no_such_column/actual:refused:no_such_column/sqlite
-- alterego: answer=refused*error in view *
-- alterego: versions=..3.26.0
-- alterego: reason=a SELECT in a trigger sees the table of the statement in front of it
-- alterego: verdict=engine-bug
-- As in table_of_another_step.sql: the error is that of the view, not of the
-- trigger.
CREATE TABLE t0(c0);
CREATE TABLE t1(c1);
CREATE TRIGGER r0 INSERT ON t1 BEGIN DELETE FROM t0; SELECT * FROM t1 WHERE c0; END;
CREATE VIEW v0 AS SELECT n0.* FROM (SELECT n0) AS n0;
ALTER TABLE t1 RENAME TO t2;
