-- alterego: signature=schema/add_column/add_column.accept*/schema-lost-desc.changed/turso
-- alterego: with=index.changed
-- alterego: versions=*
-- alterego: reason=ADD COLUMN drops the DESC of a key
-- alterego: verdict=engine-bug
-- PRIMARY KEY (a DESC) becomes PRIMARY KEY (a).
CREATE TABLE t(a, PRIMARY KEY (a DESC));
ALTER TABLE t ADD COLUMN b;
