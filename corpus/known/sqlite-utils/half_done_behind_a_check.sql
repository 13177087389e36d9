-- alterego: signature=schema/*_column/*.reload/tables.changed/sqlite-utils
-- alterego: with=fks.missing:fks.changed:index.changed:schema-lost-conflict.changed:schema-lost-constraint.changed:schema-lost-desc.changed:schema-lost-references.changed:schema-lost-match.changed:schema-lost-type_arguments.changed:schema-table.changed:xinfo.changed:rows.changed
-- alterego: versions=*
-- alterego: reason=transform() that fails on its check of foreign keys has changed the table all the same
-- alterego: verdict=engine-bug
-- foreign key mismatch, and the column and its foreign key are gone.
CREATE TABLE t(a, b, FOREIGN KEY (b) REFERENCES t(a), FOREIGN KEY (a) REFERENCES t(a));
PRAGMA foreign_keys = 1;
ALTER TABLE t DROP COLUMN a;
