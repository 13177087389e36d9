-- IS NULL of a NOT NULL column is a constant, and a column that is generated from
-- it does not change with that column: an UPDATE does not look at its foreign
-- key. The shadow had the UPDATE refused.
CREATE TABLE t(a NOT NULL, b);
PRAGMA foreign_keys = ON;
ALTER TABLE t ADD c REFERENCES nope AS (a ISNULL);
ALTER TABLE t ADD d REFERENCES nope AS (+a IS NOT NULL);
UPDATE t SET a = a;
UPDATE t SET b = b;
INSERT INTO t VALUES (1, 2);
