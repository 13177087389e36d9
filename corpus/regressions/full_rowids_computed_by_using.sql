-- alterego: mode=full
-- Rowids that USING computes were taken for those that the rows had: indexes
-- were kept that had to be written anew, and the comparison found "rows were
-- changed".
CREATE TABLE t(a TEXT PRIMARY KEY, b);
INSERT INTO t VALUES (' 7', 1), ('5', 2);
CREATE INDEX i ON t(b);
ALTER TABLE t ALTER COLUMN a TYPE INTEGER USING trim(a);
