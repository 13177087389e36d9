-- alterego: signature=schema/*_column/*.accept*/schema-lost-references.changed/sqlite-utils
-- alterego: with=fks.changed:fks.missing:fk_check.changed:fk_check.missing:fk_check.refused-expected:fk_check.refused:schema-lost-constraint.changed
-- alterego: versions=*
-- alterego: reason=of several foreign keys of one column, transform() keeps one
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT REFERENCES p(a) REFERENCES t(a), c TEXT);
CREATE TABLE p(a TEXT);
ALTER TABLE t DROP COLUMN c;
