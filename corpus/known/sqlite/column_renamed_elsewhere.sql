-- alterego: signature=probe/rename_column/dml.accept/expected:accepted/actual:refused:bad_definition/sqlite
-- alterego: answer=refused (bad_definition): generated column loop on *
-- alterego: versions=3.31.0..3.35.5
-- alterego: reason=RENAME COLUMN renames a column of that name in the generated columns of other tables
-- alterego: verdict=engine-bug
-- The text of u becomes "b AS (b)": nothing can be written to it any more.
CREATE TABLE u(a, b AS (a) STORED);
CREATE TABLE t(a);
ALTER TABLE t RENAME a TO b;
