-- Open: the shadow accepts. SQLite compiles the removal of a row whose key is
-- not written to: foreign key mismatch - "u" referencing "t".
CREATE TABLE t(a);
CREATE TABLE u(a PRIMARY KEY REFERENCES t);
PRAGMA foreign_keys = 1;
ALTER TABLE u ADD b REFERENCES u;
UPDATE OR REPLACE u SET b = '';
