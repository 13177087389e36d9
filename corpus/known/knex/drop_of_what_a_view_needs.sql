-- alterego: signature=outcome/drop_column/drop_column.post_check/expected:refused:no_such_*/actual:accepted/knex
-- alterego: versions=*
-- alterego: reason=dropColumn is accepted though a view reads the column
-- alterego: verdict=documented-difference
CREATE TABLE t(a, b);
CREATE TRIGGER r DELETE ON t BEGIN SELECT b FROM t; END;
ALTER TABLE t DROP COLUMN b;
