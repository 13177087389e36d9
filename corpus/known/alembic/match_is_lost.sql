-- alterego: signature=schema/*_column/*.accept*/schema-lost-match.changed/alembic
-- alterego: with=fks.changed
-- alterego: versions=*
-- alterego: reason=a batch operation drops MATCH, which does nothing
-- alterego: verdict=documented-difference
CREATE TABLE t(a INTEGER PRIMARY KEY, b INTEGER REFERENCES t(a) MATCH SIMPLE, c TEXT);
ALTER TABLE t DROP COLUMN c;
