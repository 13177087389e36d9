-- alterego: signature=schema/*/*.accept*/schema-new-constraint.changed/typeorm
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=a change gives UNIQUE constraints names
-- alterego: verdict=documented-difference
CREATE TABLE t(a UNIQUE, b);
ALTER TABLE t DROP COLUMN b;
