-- alterego: signature=schema/*_column/*_column.accept*/schema-lost-not_null.changed/turso
-- alterego: versions=*
-- alterego: reason=a NOT NULL that is there twice is written once
-- alterego: verdict=documented-difference
CREATE TABLE t(a);
ALTER TABLE t ADD COLUMN b DEFAULT 1 NOT NULL NOT NULL;
