-- alterego: mode=full
-- A definition that a later action took away again was asked of the rows all
-- the same, and SQLite's answer to that came back.
CREATE TABLE t0(c0);
ALTER TABLE t0 ALTER COLUMN c0 TO c0 CHECK (main), ALTER COLUMN c0 TO c0;
