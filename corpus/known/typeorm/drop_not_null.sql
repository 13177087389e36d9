-- alterego: signature=outcome/drop_not_null/alter.syntax/expected:refused:syntax/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=changeColumn can drop NOT NULL, for which this SQLite has no words
-- alterego: verdict=documented-difference
CREATE TABLE t(a NOT NULL, b);
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
