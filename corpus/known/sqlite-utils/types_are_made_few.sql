-- alterego: signature=schema/*_column/*.accept*/xinfo.changed/sqlite-utils
-- alterego: with=schema-table.changed:schema-lost-type_arguments.changed:rows.changed
-- alterego: versions=*
-- alterego: reason=transform() writes every type as INTEGER, TEXT, FLOAT or BLOB
-- alterego: verdict=documented-difference
-- A NUMERIC column becomes FLOAT, and its values REAL; one without a type becomes
-- TEXT, and 0 is '0'.
CREATE TABLE t(a INT);
ALTER TABLE t RENAME COLUMN a TO b;
