-- alterego: mode=full
-- A unique index of a column and an expression was taken for a key of the
-- column alone.
CREATE TABLE t0(c0);
CREATE UNIQUE INDEX i0 ON t0(c0, 0);
CREATE TABLE t1(c0);
ALTER TABLE t1 ADD FOREIGN KEY (c0) REFERENCES t0(c0);
ALTER TABLE t0 ALTER COLUMN c0 TO c0 REFERENCES t0(c0), DROP c0;
