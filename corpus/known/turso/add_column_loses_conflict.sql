-- alterego: signature=schema/add_column/add_column.accept*/schema-lost-conflict.changed/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN drops the ON CONFLICT clauses of other columns
-- alterego: verdict=engine-bug
-- NOT NULL ON CONFLICT REPLACE becomes NOT NULL: what was mended is refused
-- from then on.
CREATE TABLE t(a NOT NULL ON CONFLICT REPLACE DEFAULT 1);
ALTER TABLE t ADD COLUMN b;
