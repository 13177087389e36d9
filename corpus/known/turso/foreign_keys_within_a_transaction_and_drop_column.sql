-- alterego: signature=probe/drop_column/dml.prepare/expected:refused:no_such_table/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=PRAGMA foreign_keys takes effect inside a transaction
-- alterego: verdict=engine-bug
-- As in foreign_keys_within_a_transaction.sql.
CREATE TABLE t0(c0, c1 REFERENCES t1(c0));
PRAGMA foreign_keys = 1;
BEGIN;
PRAGMA foreign_keys = no;
ALTER TABLE t0 DROP c0;
