-- alterego: signature=*/create_index/create_index.table_named/*.refused/turso
-- alterego: with=schema.refused:rows.refused:xinfo.refused:fks.refused:indexes.refused
-- alterego: versions=*
-- alterego: reason=CREATE INDEX t ON t is refused, and from then on nothing can be read
-- alterego: verdict=engine-bug
-- In a transaction the tables cannot be read any more; outside of one,
-- sqlite_schema cannot.
CREATE TABLE t(a);
BEGIN;
CREATE INDEX t ON t(0);
