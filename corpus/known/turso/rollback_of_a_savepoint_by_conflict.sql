-- alterego: signature=rows/insert/dml.constraint/rows.extra/turso
-- alterego: versions=*
-- alterego: reason=ON CONFLICT ROLLBACK in INSERT SELECT leaves the rows of an open savepoint
-- alterego: verdict=engine-bug
CREATE TABLE t0(c0, c1, c2, c3 NOT NULL ON CONFLICT ROLLBACK, c4, c5);
INSERT INTO t0 VALUES (NUll, null, 0, 0, 0, '');
SAVEPOINT n0;
INSERT INTO t0 (c0, c1, c2, c3, c4, c5) VALUES (NULL, '', 0, x'', 0, '');
INSERT INTO t0 (c0, c1, c2, c3, c4, c5) SELECT 0, 0, 0, c1, 0, 0 FROM t0;
