-- The oracle expected a mismatch. SQLite only looks whether each column of the
-- unique index is one that the foreign key names.
CREATE TABLE t0(c0);
CREATE UNIQUE INDEX i0 ON t0(c0, c0);
CREATE TABLE t1(c1, c0, c2, FOREIGN KEY (c1, c0) REFERENCES t0(c0, c1));
INSERT INTO t1 VALUES (1, NULL, 2);
ALTER TABLE t1 DROP c2;
