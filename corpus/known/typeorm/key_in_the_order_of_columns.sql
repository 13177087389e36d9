-- alterego: signature=schema/*/*.accept*/xinfo.changed/typeorm
-- alterego: with=index.changed:schema-table.changed:rows.changed:schema-new-not_null.changed
-- alterego: seen=*PRIMARY KEY (*
-- alterego: versions=*
-- alterego: reason=a change puts the columns of a PRIMARY KEY into the order of the table
-- alterego: verdict=engine-bug
-- PRIMARY KEY (c, a) becomes (a, c).
CREATE TABLE t(a, b, c, PRIMARY KEY (c, a));
ALTER TABLE t DROP COLUMN b;
