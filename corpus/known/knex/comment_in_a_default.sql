-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:default_not_constant/knex
-- alterego: versions=*
-- alterego: reason=dropColumn cannot read a comment in the expression of a DEFAULT
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b DEFAULT (nullif('a', 8) -- c
));
ALTER TABLE t DROP COLUMN a;
