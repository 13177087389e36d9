-- alterego: signature=schema/add_column/add_column.accept*/schema-lost-type_arguments.changed/turso
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=ADD COLUMN drops the arguments of types
-- alterego: verdict=engine-bug
-- VARCHAR(10) becomes VARCHAR.
CREATE TABLE t(a VARCHAR(10));
ALTER TABLE t ADD COLUMN b;
