-- alterego: signature=schema/*_column/drop_column.primary_key/rows.changed/sqlite-utils
-- alterego: with=connection.changed
-- alterego: versions=*
-- alterego: reason=transform() that fails rolls the transaction of its caller back: rows are what they were
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT, PRIMARY KEY (a, b));
INSERT INTO t VALUES ('x', '');
BEGIN;
UPDATE t SET a = 'y';
ALTER TABLE t DROP COLUMN a;
