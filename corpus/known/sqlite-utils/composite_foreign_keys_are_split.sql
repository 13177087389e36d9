-- alterego: signature=schema/*_column/*.accept*/schema-new-references.changed/sqlite-utils
-- alterego: with=fks.changed:fk_check.changed:fk_check.missing:fk_check.refused-expected:fk_check.refused
-- alterego: versions=*
-- alterego: reason=a foreign key of two columns becomes two foreign keys
-- alterego: verdict=engine-bug
CREATE TABLE p(a TEXT, b TEXT);
CREATE TABLE t(a TEXT, b TEXT, c TEXT, FOREIGN KEY (a, b) REFERENCES p(a, b));
ALTER TABLE t DROP COLUMN c;
