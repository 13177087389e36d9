-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-desc.changed/alembic
-- alterego: with=index.changed:indexes.changed:indexes.missing
-- alterego: versions=*
-- alterego: reason=a batch drops the DESC of a key
-- alterego: verdict=engine-bug
CREATE TABLE t(a INTEGER, b INTEGER, c INTEGER, PRIMARY KEY (a DESC, c));
ALTER TABLE t DROP COLUMN b;
