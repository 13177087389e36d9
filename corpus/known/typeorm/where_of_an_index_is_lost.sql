-- alterego: signature=schema/*/*.accept*/schema-lost-where.changed/typeorm
-- alterego: with=indexes.changed
-- alterego: versions=*
-- alterego: reason=a change loses the WHERE of an index if it is in small letters, or has a line break behind it
-- alterego: verdict=engine-bug
-- It looks for /WHERE (.*)/.
CREATE TABLE t(a, b);
CREATE INDEX i ON t(a) where a > 0;
ALTER TABLE t DROP COLUMN b;
