-- The shadow copied the rows in the order of their rowids. SQLite walks them by a
-- partial index that the WHERE implies, also where neither names a column.
CREATE TABLE t0(c0, c1, c2, c3, c4, c5);
INSERT INTO t0(c0, c1, c2, c3, c4, c5) VALUES (0, '', 0, 10, 0, 0);
INSERT INTO t0(rowid, c0, c1, c2, c3, c4, c5) VALUES (36, '', '', 0, 0, 0, '');
CREATE INDEX i0 ON t0(c3) WHERE 0 NOT NULL;
ALTER TABLE t0 ADD c6;
INSERT INTO t0(c0, c1, c2, c3, c4, c5, c6) SELECT 0, 0, 0, 0, 0, c5, 0 FROM t0 WHERE 0 NOTNULL;
