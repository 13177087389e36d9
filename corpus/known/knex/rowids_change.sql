-- alterego: signature=*/drop_column/drop_column.accept*/rows-rowids.changed/knex
-- alterego: with=fk_check.changed
-- alterego: versions=*
-- alterego: reason=dropColumn numbers the rows of a table without an INTEGER PRIMARY KEY anew
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
INSERT INTO t(rowid, a) VALUES (7, 1);
ALTER TABLE t DROP COLUMN b;
