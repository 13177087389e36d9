-- The shadow accepted. Where a foreign key makes SQLite write the row anew, it
-- compiles the removal of rows for keys, too, that are not written to.
CREATE TABLE t(a);
CREATE TABLE u(a PRIMARY KEY REFERENCES t);
PRAGMA foreign_keys = 1;
ALTER TABLE u ADD b REFERENCES u;
UPDATE OR REPLACE u SET b = '';
CREATE TABLE v(c0 PRIMARY KEY REFERENCES "a)b");
ALTER TABLE v ADD c1 REFERENCES v;
UPDATE OR REPLACE v SET c1 = '';
