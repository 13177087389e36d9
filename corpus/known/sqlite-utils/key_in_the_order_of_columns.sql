-- alterego: signature=schema/*_column/*.accept*/index.changed/sqlite-utils
-- alterego: with=schema-table.changed:xinfo.changed
-- alterego: versions=*
-- alterego: reason=a key of several columns gets the order that these have in the table
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT, c TEXT, PRIMARY KEY (b, a));
ALTER TABLE t RENAME COLUMN c TO d;
