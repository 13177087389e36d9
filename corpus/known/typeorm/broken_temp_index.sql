-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:*/typeorm
-- alterego: answer=*after rename: no such column*
-- alterego: versions=*
-- alterego: reason=addColumn renames a table, which SQLite refuses while another index is broken
-- alterego: verdict=documented-difference
-- An ADD COLUMN of SQLite's own would not look at i.
CREATE TEMP TABLE t(a);
CREATE TABLE t(b);
CREATE INDEX main.i ON t(b) WHERE b > 0;
CREATE TABLE u(a);
ALTER TABLE u ADD COLUMN b;
