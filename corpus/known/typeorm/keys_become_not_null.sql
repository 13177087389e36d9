-- alterego: signature=schema/*/*.accept*/schema-new-not_null.changed/typeorm
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=a change writes NOT NULL to the columns of a key
-- alterego: verdict=documented-difference
CREATE TABLE t(a PRIMARY KEY, b) WITHOUT ROWID;
ALTER TABLE t DROP COLUMN b;
