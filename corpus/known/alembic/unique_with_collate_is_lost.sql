-- alterego: signature=schema/*_column/*-lost-unique*/alembic
-- alterego: versions=*
-- alterego: reason=a batch operation drops UNIQUE (a COLLATE NOCASE)
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, UNIQUE (a COLLATE NOCASE));
ALTER TABLE t RENAME COLUMN a TO b;
