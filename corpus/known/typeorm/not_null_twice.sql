-- alterego: signature=schema/add_column/add_column.accept*/schema-lost-not_null.changed/typeorm
-- alterego: versions=*
-- alterego: reason=addColumn writes a NOT NULL that is there twice once
-- alterego: verdict=documented-difference
CREATE TABLE t(a);
ALTER TABLE t ADD COLUMN b DEFAULT 1 NOT NULL NOT NULL;
