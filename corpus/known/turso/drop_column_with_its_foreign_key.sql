-- alterego: signature=outcome/drop_column/drop_column.accept/expected:accepted/actual:refused:no_such_column/turso
-- alterego: answer=*unknown column * in foreign key definition*
-- alterego: versions=*
-- alterego: reason=DROP COLUMN is refused for a column that has a REFERENCES clause of its own
-- alterego: verdict=engine-bug
-- error in table t after drop column: unknown column "b" in foreign key
-- definition. SQLite drops the clause with the column.
CREATE TABLE t(a, b REFERENCES u);
ALTER TABLE t DROP COLUMN b;
