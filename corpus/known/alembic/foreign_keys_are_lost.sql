-- alterego: signature=schema/*_column/*.accept*/fks.changed/alembic
-- alterego: with=schema-table.changed:xinfo.changed
-- alterego: versions=*
-- alterego: reason=a batch operation drops a foreign key without columns to a table that is renamed on the way
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT PRIMARY KEY, c TEXT REFERENCES t);
ALTER TABLE t RENAME COLUMN a TO b;
