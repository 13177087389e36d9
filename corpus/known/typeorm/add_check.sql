-- alterego: signature=outcome/add_check/alter.syntax/expected:refused:syntax/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=createCheckConstraint can add a CHECK, for which this SQLite has no words
-- alterego: verdict=documented-difference
CREATE TABLE t(a);
ALTER TABLE t ADD CHECK (a > 0);
