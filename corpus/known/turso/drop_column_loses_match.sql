-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-match.changed/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops MATCH of foreign keys
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b REFERENCES t(a) MATCH SIMPLE, c);
ALTER TABLE t DROP COLUMN c;
