-- alterego: mode=full
-- What a column breaks under its new affinity was not looked for where the
-- stored values stay as they are; nor was what two new types make of them.
CREATE TABLE t0(c0 PRIMARY KEY, c1 INT, FOREIGN KEY (c1) REFERENCES t0);
INSERT INTO t0 VALUES (NULL, 0);
ALTER TABLE t0 ALTER COLUMN c1 TO c1;
CREATE TABLE t1(c0 INTEGER PRIMARY KEY REFERENCES t2);
INSERT INTO t1 VALUES (NULL);
ALTER TABLE t1 ALTER COLUMN c0 TYPE BLOB;
CREATE TABLE t3(c0);
INSERT INTO t3 (c0) VALUES (0);
ALTER TABLE t3 ALTER COLUMN c0 TYPE TEXT, ALTER COLUMN c0 TYPE BLOB;
