-- alterego: signature=schema/*_column/*.accept*/schema-lost-unique.changed/alembic
-- alterego: with=indexes.missing:schema-lost-collate.changed
-- alterego: versions=*
-- alterego: reason=a batch operation drops UNIQUE (a COLLATE NOCASE)
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, UNIQUE (a COLLATE NOCASE));
ALTER TABLE t RENAME COLUMN a TO b;
