-- alterego: signature=outcome/create_table/create.exists/expected:accepted/actual:refused:no_such_column/turso
-- alterego: versions=*
-- alterego: reason=CREATE TABLE IF NOT EXISTS of a table that is there looks at its CHECK
-- alterego: verdict=documented-difference
-- SQLite does nothing.
CREATE TABLE t0(c0);
CREATE TABLE IF NOT EXISTS t0(c1, CHECK (c));
