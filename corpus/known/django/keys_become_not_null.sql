-- alterego: signature=schema/*_column/*.accept*/schema-new-not_null.changed/django
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=the schema editor writes PRIMARY KEY columns with NOT NULL
-- alterego: verdict=documented-difference
-- A model says so of its key.
CREATE TABLE t(a INTEGER PRIMARY KEY, b INTEGER);
ALTER TABLE t DROP COLUMN b;
