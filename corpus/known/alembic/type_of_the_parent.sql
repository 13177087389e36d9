-- alterego: signature=*/*/*/schema-new-type_arguments.changed/alembic
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=a column without a type gets that of the column that it refers to
-- alterego: verdict=engine-bug
-- And with it an affinity, which its values have not had.
CREATE TABLE t(a VARCHAR(10) PRIMARY KEY);
CREATE TABLE u(b REFERENCES t(a), c);
ALTER TABLE u DROP c;
