-- alterego: signature=schema/*/*.accept*/schema-index-temp.missing/typeorm
-- alterego: with=index.changed:indexes.missing:schema-index.changed:schema-index.missing
-- alterego: versions=*
-- alterego: reason=an index is taken for that of a TEMP table of the same name: that one is dropped, and its columns are taken
-- alterego: verdict=engine-bug
-- PRAGMA index_info("i") and DROP INDEX "i" name no schema.
CREATE TABLE t(a, b, c);
CREATE INDEX i ON t(b);
CREATE TEMP TABLE u(a);
CREATE INDEX temp.i ON u(a);
ALTER TABLE t DROP COLUMN c;
