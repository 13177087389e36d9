-- alterego: signature=schema/drop_column/drop_column.accept*/schema-table.changed/knex
-- alterego: with=fks.changed:xinfo.changed:tables.changed
-- alterego: versions=*
-- alterego: reason=dropColumn doubles the quote in the name of a parent table
-- alterego: verdict=engine-bug
CREATE TABLE t(a REFERENCES "z""z", b);
ALTER TABLE t DROP COLUMN b;
