-- alterego: mode=full
-- ANY makes numbers in a table that is not STRICT, and nothing in one that is:
-- the shadow did not ask again what compares with such a column.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, c1 ANY, FOREIGN KEY (c1) REFERENCES t0);
INSERT INTO t0 (c1) VALUES (x'');
ALTER TABLE t0 SET STRICT;
DELETE FROM t0;
ALTER TABLE t0 SET STRICT;
