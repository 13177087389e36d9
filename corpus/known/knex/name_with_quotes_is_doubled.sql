-- alterego: signature=schema/drop_column/drop_column.accept*/tables.changed/knex
-- alterego: with=rows.changed:schema-table.changed:xinfo.extra
-- alterego: seen=*""*
-- alterego: versions=*
-- alterego: reason=a quote in a name is doubled
-- alterego: verdict=engine-bug
CREATE TABLE t(a, "b""c");
ALTER TABLE t DROP COLUMN "b""c";
