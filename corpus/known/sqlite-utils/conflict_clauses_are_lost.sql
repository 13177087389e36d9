-- alterego: signature=schema/*_column/*.accept*/schema-lost-conflict.changed/sqlite-utils
-- alterego: versions=*
-- alterego: reason=transform() drops ON CONFLICT clauses
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT NOT NULL ON CONFLICT REPLACE);
ALTER TABLE t RENAME COLUMN a TO b;
