-- alterego: signature=outcome/rename_column/rename_column.reload/expected:refused:no_such_column/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN finds the table of an index that a TEMP table hides
-- alterego: verdict=documented-difference
-- SQLite refuses, which is SQLite's own bug: see sqlite/index_of_a_hidden_table.
CREATE TEMP TABLE t(a);
CREATE TABLE t(a);
CREATE INDEX main.i ON t(a);
ALTER TABLE main.t RENAME COLUMN a TO b;
