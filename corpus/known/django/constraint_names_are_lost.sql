-- alterego: signature=schema/*_column/*.accept*/schema-lost-constraint.changed/django
-- alterego: versions=*
-- alterego: reason=the names of constraints are dropped
-- alterego: verdict=documented-difference
CREATE TABLE t(a BLOB PRIMARY KEY CONSTRAINT k NOT NULL, b INTEGER);
ALTER TABLE t DROP COLUMN b;
