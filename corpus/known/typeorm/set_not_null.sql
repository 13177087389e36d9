-- alterego: signature=outcome/set_not_null/alter.syntax/expected:refused:syntax/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=changeColumn can make a column NOT NULL, for which this SQLite has no words
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b);
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
