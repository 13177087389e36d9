-- alterego: signature=message/*/*syntax/expected:refused:syntax/actual:refused:syntax/libsql
-- alterego: versions=*
-- alterego: reason=ALTER TABLE ALTER COLUMN is a statement of libSQL, so a wrong one is refused at another word
-- alterego: verdict=documented-difference
-- See the profile, alter_column.
CREATE TABLE t(a);
ALTER TABLE t ALTER COLUMN a TYPE INT;
