-- alterego: signature=schema/*_column/drop_column.primary_key/rows.extra/sqlite-utils
-- alterego: with=connection.changed
-- alterego: versions=*
-- alterego: reason=transform() that fails rolls the transaction of its caller back: what was deleted is there again
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT, PRIMARY KEY (a, b));
INSERT INTO t VALUES ('x', '');
BEGIN;
DELETE FROM t;
ALTER TABLE t DROP COLUMN a;
