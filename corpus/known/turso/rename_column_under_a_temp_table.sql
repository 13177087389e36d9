-- alterego: signature=schema/rename_column/rename_column.accept_hidden/schema-trigger*.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN of a table that a TEMP table hides renames in triggers
-- alterego: verdict=documented-difference
-- SQLite reads triggers on the TEMP table: in those of the hidden one it leaves
-- the name, which is wrong; in those of the TEMP one Turso is.
CREATE TABLE t(a);
CREATE TEMP TABLE t(a, b);
CREATE TRIGGER r UPDATE ON t BEGIN DELETE FROM t WHERE a; END;
ALTER TABLE main.t RENAME COLUMN a TO b;
