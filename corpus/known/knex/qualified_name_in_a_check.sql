-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:no_such_column/knex
-- alterego: answer=*no such column: *.*
-- alterego: versions=*
-- alterego: reason=a CHECK that names its table cannot be copied
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, CHECK (t.a > 0));
ALTER TABLE t DROP COLUMN b;
