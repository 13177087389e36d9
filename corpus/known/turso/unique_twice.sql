-- alterego: signature=schema/*_column/*_column.accept*/schema-lost-unique.changed/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN leaves out a UNIQUE that is there twice
-- alterego: verdict=documented-difference
CREATE TABLE t(a UNIQUE, UNIQUE (a));
ALTER TABLE t ADD COLUMN b;
