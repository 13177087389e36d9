-- alterego: signature=schema/*_column/*xinfo.changed*/alembic
-- alterego: versions=*
-- alterego: reason=a batch operation writes a type as SQLAlchemy knows it
-- alterego: verdict=documented-difference
-- INT becomes INTEGER.
CREATE TABLE t(a INT);
ALTER TABLE t RENAME COLUMN a TO b;
