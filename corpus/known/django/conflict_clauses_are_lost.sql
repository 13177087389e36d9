-- alterego: signature=schema/*_column/*.accept*/schema-lost-conflict.changed/django
-- alterego: versions=*
-- alterego: reason=ON CONFLICT clauses are dropped
-- alterego: verdict=documented-difference
CREATE TABLE t(a BLOB PRIMARY KEY NOT NULL ON CONFLICT REPLACE, b INTEGER);
ALTER TABLE t DROP COLUMN b;
