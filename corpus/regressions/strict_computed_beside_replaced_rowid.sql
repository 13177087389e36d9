-- Until 3.49 the last check of STRICT types passes over generated columns, also
-- where a row of the same rowid is written over.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY ON CONFLICT REPLACE, c1 BLOB AS ('') STORED, d INT) STRICT;
INSERT INTO t0(c0) VALUES (1), (1);
INSERT INTO t0(c0, d) VALUES (1, 'x');
CREATE INDEX i ON t0(d);
INSERT INTO t0(c0, d) VALUES (1, 1), (1, 2);
ALTER TABLE t0 RENAME TO t1;
