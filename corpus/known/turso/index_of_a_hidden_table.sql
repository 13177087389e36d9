-- alterego: signature=outcome/create_index/create.expression/expected:refused:no_such_column/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=CREATE INDEX main.i ON t finds the table of main though a TEMP table hides it
-- alterego: verdict=documented-difference
-- SQLite refuses, which is SQLite's own bug: see sqlite/index_of_a_hidden_table.
CREATE TEMP TABLE t0(c0);
CREATE TABLE t0(c1);
CREATE INDEX main.i0 ON t0(c1);
