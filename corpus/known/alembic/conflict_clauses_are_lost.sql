-- alterego: signature=schema/*_column/*.accept*/schema-lost-conflict.changed/alembic
-- alterego: versions=*
-- alterego: reason=a batch operation drops ON CONFLICT clauses
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT NOT NULL ON CONFLICT REPLACE);
ALTER TABLE t RENAME COLUMN a TO b;
