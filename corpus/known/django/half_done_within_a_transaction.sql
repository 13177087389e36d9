-- alterego: signature=schema/drop_column/*/schema-table.extra/django
-- alterego: with=tables.extra
-- alterego: versions=*
-- alterego: reason=within a transaction of the caller, a change that fails leaves the new table behind
-- alterego: verdict=documented-difference
-- The caller has to roll back.
CREATE TABLE t(a integer PRIMARY KEY);
BEGIN;
ALTER TABLE t DROP COLUMN a;
