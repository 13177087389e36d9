-- alterego: signature=probe/rename_column/dml.prepare/expected:refused:no_such_table/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=PRAGMA foreign_keys takes effect inside a transaction
-- alterego: verdict=engine-bug
-- As in foreign_keys_within_a_transaction.sql.
CREATE TABLE t0(c0, FOREIGN KEY (c0) REFERENCES Nope);
PRAGMA foreign_keys = ON;
BEGIN;
PRAGMA foreign_keys = 0;
ALTER TABLE t0 RENAME c0 TO c1;
