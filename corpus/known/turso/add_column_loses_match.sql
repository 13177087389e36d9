-- alterego: signature=schema/add_column/add_column.accept*/schema-lost-match.changed/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN drops MATCH of foreign keys
-- alterego: verdict=documented-difference
-- SQLite parses the clause and does nothing with it.
CREATE TABLE t(a);
ALTER TABLE t ADD COLUMN b REFERENCES t(a) MATCH SIMPLE;
