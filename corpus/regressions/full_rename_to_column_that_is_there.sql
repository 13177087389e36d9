-- alterego: mode=full
-- The views of the table were found fault with before the table itself, or a
-- later action was refused for another reason.
CREATE TABLE t0(c0, c1);
CREATE VIEW v0 AS WITH n0 AS (SELECT 0 FROM t0 AS n1) SELECT 0 FROM n0;
ALTER TABLE t0 RENAME c0 TO c1;
ALTER TABLE t0 RENAME c0 TO c1, ENABLE TRIGGER r6;
