-- alterego: signature=*/*/*/connection.changed/django
-- alterego: with=schema-table.extra:tables.extra:schema-table.changed:rows.extra
-- alterego: versions=*
-- alterego: reason=the schema editor leaves its transaction open when its check of foreign keys fails
-- alterego: verdict=engine-bug
-- DatabaseSchemaEditor.__exit__ calls check_constraints() before it ends its
-- atomic block. What is half done stays until the caller rolls back.
CREATE TABLE p(a);
CREATE TABLE c(b REFERENCES p);
CREATE TABLE t(a integer PRIMARY KEY);
ALTER TABLE t DROP COLUMN a;
