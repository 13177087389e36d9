-- alterego: engines=sqlite,rebuild
-- The shadow walked the rows by rowid. c5 is NOT NULL, so the index's condition
-- is true when SQLite compiles it, as the query's is: it walks the index.
CREATE TABLE t0(c0, c1, c2, c3, c4, c5 NOT NULL);
INSERT INTO t0 (c0, c1, c2, c3, c4, c5) VALUES (0, '', 0, 10, 0, 0);
INSERT INTO t0 (rowid, c0, c1, c2, c3, c4, c5) VALUES (36, '', '', 0, 0, 0, '');
CREATE INDEX i0 ON t0(c3) WHERE c5 NOT NULL;
ALTER TABLE t0 ADD c6;
INSERT INTO t0 (c0, c1, c2, c3, c4, c5, c6) SELECT 0, 0, 0, 0, 0, c5, 0 FROM t0 WHERE 0 NOTNULL;
