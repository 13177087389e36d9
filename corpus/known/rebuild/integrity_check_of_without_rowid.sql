-- alterego: signature=*/integrity.*_value/rebuild*
-- alterego: versions=3.40.0..3.40.1
-- alterego: reason=integrity_check takes the default's type for that of a column of a WITHOUT ROWID table
-- alterego: verdict=engine-bug
-- alterego: mode=full
-- The rebuild engine is as its SQLite: PRAGMA integrity_check reads a record's
-- header as far as the table's last column (pragma.c), which in a WITHOUT ROWID
-- table may stand first in the record. OP_IsType then takes columns behind it
-- for the DEFAULT. It says "NULL value in t.a", yet there is none.
CREATE TABLE t(a NOT NULL, b INTEGER PRIMARY KEY) WITHOUT ROWID;
INSERT INTO t VALUES (1, 2);
ALTER TABLE t RENAME TO u;
