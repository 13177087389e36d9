-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-constraint.changed/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN drops the names of constraints
-- alterego: verdict=engine-bug
-- As add_column_loses_constraint_names.
CREATE TABLE t(a CONSTRAINT k NOT NULL, b);
ALTER TABLE t DROP COLUMN b;
