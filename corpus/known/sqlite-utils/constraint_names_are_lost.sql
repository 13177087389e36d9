-- alterego: signature=schema/*_column/*.accept*/schema-lost-constraint.changed/sqlite-utils
-- alterego: versions=*
-- alterego: reason=transform() drops the names of constraints
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT CONSTRAINT k NOT NULL);
ALTER TABLE t RENAME COLUMN a TO b;
