-- alterego: signature=schema/*_column/*.accept*/schema-lost-references.changed/alembic
-- alterego: with=fk_check.changed:fk_check.missing:fks.changed:fks.missing:xinfo.changed
-- alterego: versions=*
-- alterego: reason=a foreign key that is there twice is written once
-- alterego: verdict=documented-difference
CREATE TABLE t(a INTEGER, b INTEGER REFERENCES t(a) REFERENCES t(a), c TEXT);
ALTER TABLE t DROP COLUMN c;
