-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:syntax/knex
-- alterego: answer=*near "'*'": syntax error*
-- alterego: versions=*
-- alterego: reason=dropColumn writes x'' with a blank between
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, CHECK (b <> x'01'));
ALTER TABLE t DROP COLUMN a;
