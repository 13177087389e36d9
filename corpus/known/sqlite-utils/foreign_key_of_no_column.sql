-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:unclassified/sqlite-utils
-- alterego: answer=*No such column: *.*
-- alterego: versions=*
-- alterego: reason=a foreign key to a column that is not there, or is written in other letters: "No such column"
-- alterego: verdict=documented-difference
-- SQLite looks at foreign keys when they are used.
CREATE TABLE p(a TEXT);
CREATE TABLE t(a TEXT REFERENCES p(A), b TEXT);
ALTER TABLE t DROP COLUMN b;
