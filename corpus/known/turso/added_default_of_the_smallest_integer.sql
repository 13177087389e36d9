-- alterego: signature=*/add_column/add_column.accept*/rows*.changed/turso
-- alterego: seen=*-9223372036854775808.0*
-- alterego: versions=*
-- alterego: reason=the DEFAULT -9223372036854775808 of an added column is a REAL in the rows that are there
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
INSERT INTO t VALUES (0);
ALTER TABLE t ADD COLUMN b DEFAULT -9223372036854775808;
