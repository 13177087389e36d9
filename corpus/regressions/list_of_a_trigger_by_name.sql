-- Until 3.51 the columns that a TEMP trigger inserts into were renamed by name
-- alone, also those that its own table does not have.
CREATE TEMP TABLE t(a);
CREATE TABLE t(b);
CREATE TRIGGER r UPDATE ON t BEGIN INSERT INTO t (b, c) VALUES (0, 0); END;
ALTER TABLE main.t RENAME b TO d;
