-- alterego: signature=schema/*_column/*.accept*/xinfo.changed/alembic
-- alterego: with=schema-table.changed:schema-lost-type_arguments.changed:rows.changed
-- alterego: versions=*
-- alterego: reason=a batch operation writes a type as SQLAlchemy knows it
-- alterego: verdict=documented-difference
-- INT becomes INTEGER.
CREATE TABLE t(a INT);
ALTER TABLE t RENAME COLUMN a TO b;
