-- alterego: signature=schema/*_column/*fks.changed*/alembic
-- alterego: versions=*
-- alterego: reason=a batch operation drops a foreign key without columns to a table that is renamed on the way
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT PRIMARY KEY, c TEXT REFERENCES t);
ALTER TABLE t RENAME COLUMN a TO b;
