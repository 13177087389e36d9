-- alterego: signature=outcome/*/dml.accept/expected:accepted/actual:refused:no_such_column/turso
-- alterego: answer=refused (no_such_column): no such column: *
-- alterego: versions=*
-- alterego: reason=a TEMP trigger fires on a TEMP table that hides its own
-- alterego: verdict=engine-bug
-- As temp_trigger_of_a_hidden_table.
CREATE TABLE t(a);
CREATE TEMP TRIGGER r UPDATE ON t BEGIN DELETE FROM t WHERE a; END;
CREATE TEMP TABLE t(b);
UPDATE t SET b = 0;
