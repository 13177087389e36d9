-- alterego: mode=full
-- What depends on no column is computed once, rows or none: a check of an empty
-- table failed with "integer overflow".
CREATE TABLE t0(c0 UNIQUE AS (abs(-9223372036854775808)), c1);
ALTER TABLE t0 ADD FOREIGN KEY (c0) REFERENCES t0(c0) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT;
