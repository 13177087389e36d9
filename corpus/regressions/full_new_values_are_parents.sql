-- alterego: mode=full
-- A foreign key of the table to itself was held against the old values of the
-- parent column.
CREATE TABLE t1(a, PRIMARY KEY (a), FOREIGN KEY (a) REFERENCES t1);
INSERT INTO t1 VALUES (0);
ALTER TABLE t1 ALTER COLUMN a TYPE TEXT USING a + 1, VALIDATE CONSTRAINT t1_a_fkey;
