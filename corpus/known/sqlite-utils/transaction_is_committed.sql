-- alterego: signature=*/*_column/*/connection.changed/sqlite-utils
-- alterego: versions=*
-- alterego: reason=transform() commits the transaction of its caller
-- alterego: verdict=engine-bug
-- It runs its statements in "with db.conn", which commits at its end. What the
-- caller rolls back afterwards stays.
CREATE TABLE t(a TEXT, b TEXT);
BEGIN;
ALTER TABLE t DROP COLUMN b;
