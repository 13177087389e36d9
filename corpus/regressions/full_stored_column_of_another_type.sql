-- alterego: mode=full
-- Without an affinity a STORED column has the value of its expression. TYPE BLOB
-- left it the value that its old type had made of that.
CREATE TABLE t0(c0, c1 INTEGER AS (CASE WHEN c0 THEN c0 END) STORED);
INSERT INTO t0 VALUES (1);
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT;
ALTER TABLE t0 ALTER COLUMN c1 TYPE BLOB;
