-- alterego: signature=reopen/*/integrity.*_value/sqlite
-- alterego: versions=3.40.0..3.40.1
-- alterego: reason=integrity_check takes the default's type for that of a column of a WITHOUT ROWID table
-- alterego: verdict=engine-bug
-- As integrity_check_of_without_rowid.sql; seen only after the end of the case,
-- whose transaction is undone. With the added column the last one is no key.
CREATE TABLE t(a NOT NULL, b, PRIMARY KEY (b)) WITHOUT ROWID;
SAVEPOINT s;
INSERT INTO t VALUES (0, x'');
RELEASE s;
SAVEPOINT s;
ALTER TABLE t ADD c;
