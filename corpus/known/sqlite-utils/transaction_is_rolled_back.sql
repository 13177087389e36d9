-- alterego: signature=schema/*_column/*/rows.missing/sqlite-utils
-- alterego: with=connection.changed
-- alterego: versions=*
-- alterego: reason=transform() that fails rolls the transaction of its caller back
-- alterego: verdict=engine-bug
-- "with db.conn" does so.
CREATE TABLE t(a TEXT, b TEXT, PRIMARY KEY (a, b));
CREATE TABLE u(a TEXT);
BEGIN;
INSERT INTO u VALUES (0);
ALTER TABLE t DROP COLUMN b;
