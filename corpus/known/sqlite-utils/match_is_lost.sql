-- alterego: signature=schema/*_column/*.accept*/schema-lost-match.changed/sqlite-utils
-- alterego: with=fks.changed
-- alterego: versions=*
-- alterego: reason=transform() drops MATCH of foreign keys
-- alterego: verdict=documented-difference
-- SQLite parses the clause and does nothing with it.
CREATE TABLE p(a TEXT);
CREATE TABLE t(a TEXT, b TEXT, FOREIGN KEY (a) REFERENCES p(a) MATCH SIMPLE);
ALTER TABLE t RENAME COLUMN b TO c;
