-- alterego: signature=schema/*/*.accept*/schema-lost-collate.changed/typeorm
-- alterego: with=index.changed:index.missing:indexes.missing:schema-new-constraint.changed
-- alterego: versions=*
-- alterego: reason=a change drops the COLLATE of a key
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, UNIQUE (a COLLATE NOCASE));
ALTER TABLE t DROP COLUMN b;
