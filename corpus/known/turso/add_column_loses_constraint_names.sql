-- alterego: signature=schema/add_column/add_column.accept*/schema-lost-constraint.changed/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN drops the names of constraints
-- alterego: verdict=engine-bug
-- SQLite 3.53 and later find constraints by these names.
CREATE TABLE t(a CONSTRAINT k NOT NULL);
ALTER TABLE t ADD COLUMN b;
