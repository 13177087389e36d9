-- alterego: signature=schema/*/*.accept*/schema-lost-unique.changed/typeorm
-- alterego: with=indexes.missing:schema-new-constraint.changed
-- alterego: versions=*
-- alterego: reason=a change leaves out a UNIQUE that is there twice
-- alterego: verdict=documented-difference
CREATE TABLE t(a UNIQUE, b, UNIQUE (a));
ALTER TABLE t DROP COLUMN b;
