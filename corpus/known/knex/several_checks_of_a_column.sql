-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-check.changed/knex
-- alterego: with=schema-lost-constraint.changed
-- alterego: versions=*
-- alterego: reason=of several CHECK of one column, dropColumn keeps one
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b CHECK (b > 0) CHECK (b < 9));
ALTER TABLE t DROP COLUMN a;
