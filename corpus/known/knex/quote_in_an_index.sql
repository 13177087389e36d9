-- alterego: signature=schema/drop_column/drop_column.accept*/schema-index.changed/knex
-- alterego: with=indexes.changed
-- alterego: versions=*
-- alterego: reason=dropColumn doubles the quote in the name of an index
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
CREATE INDEX """" ON t(0);
ALTER TABLE t DROP COLUMN a;
