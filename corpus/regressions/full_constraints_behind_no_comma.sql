-- alterego: mode=full
-- Behind no comma a constraint without a name has that of the one before, in
-- what SQLite says of a row that breaks it. The shadow put a comma there.
CREATE TABLE t0(c0, CONSTRAINT n0 UNIQUE (c0) CHECK (0));
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT;
INSERT INTO t0 VALUES (1);
-- What is behind one that goes, stays.
CREATE TABLE t1(c0, c1, CHECK (c1) CHECK (0));
ALTER TABLE t1 DROP c1 CASCADE;
CREATE TABLE t2(c0, UNIQUE (c0) FOREIGN KEY (c0) REFERENCES t2);
ALTER TABLE t2 DROP c0 CASCADE;
