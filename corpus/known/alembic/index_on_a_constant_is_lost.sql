-- alterego: signature=schema/*_column/*.accept*/indexes.missing/alembic
-- alterego: with=schema-index.missing:schema-index.changed
-- alterego: seen=*'|0|'c'|*
-- alterego: versions=*
-- alterego: reason=an index on a constant is lost, as one on an expression
-- alterego: verdict=engine-bug
CREATE TABLE t(a INTEGER, b INTEGER);
CREATE INDEX i ON t(0);
ALTER TABLE t DROP COLUMN b;
