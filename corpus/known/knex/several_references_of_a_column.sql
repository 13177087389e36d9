-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-references.changed/knex
-- alterego: with=fks.missing:fks.changed:fk_check.missing:fk_check.changed:fk_check.refused-expected:schema-lost-constraint.changed:schema-lost-default.changed:schema-lost-deferrable.changed
-- alterego: versions=*
-- alterego: reason=of several REFERENCES of one column, dropColumn keeps the last
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b REFERENCES p REFERENCES q);
ALTER TABLE t DROP COLUMN a;
