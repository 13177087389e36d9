-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- ALTER COLUMN .. TO leaves WITHOUT ROWID without a key; the shadow insisted on
-- what SQLite would say of the index, whose table a TEMP one hides.
CREATE TABLE t0(c0 PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX i0 ON t0(c0);
CREATE TEMP TABLE t0(c0);
ALTER TABLE main.t0 ALTER COLUMN c0 TO b;
