-- alterego: signature=outcome/insert/dml.*/expected:*/actual:refused:corrupt/sqlite
-- alterego: versions=3.26.0..3.26.0
-- alterego: reason=INTEGER PRIMARY KEY ON CONFLICT REPLACE beside UNIQUE and a foreign key: no row can be inserted, "database disk image is malformed", or a crash
-- alterego: verdict=engine-bug
-- The rowid's REPLACE is looked at last, behind the UNIQUE index, and with
-- foreign keys it deletes a row that nobody has looked up. 3.31 inserts it.
PRAGMA foreign_keys = true;
CREATE TABLE p(a PRIMARY KEY);
CREATE TABLE t(a INTEGER PRIMARY KEY ON CONFLICT REPLACE, b REFERENCES p, c UNIQUE);
INSERT INTO t VALUES (NULL, NULL, '');
