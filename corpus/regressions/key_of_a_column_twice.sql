-- A UNIQUE index over a column twice passes for the key of (c0, c1), and the
-- newest index that does counts.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, c1, FOREIGN KEY (c1, c0) REFERENCES t0(c0, c1));
CREATE UNIQUE INDEX i0 ON t0(c1, c0);
INSERT INTO t0 VALUES (NULL, 0), (NULL, 1);
CREATE UNIQUE INDEX i1 ON t0(c1, c1);
ALTER TABLE t0 ADD c2;
DROP INDEX i0;
CREATE UNIQUE INDEX i0 ON t0(c1, c0);
ALTER TABLE t0 RENAME TO t1;
