-- alterego: mode=full
-- alterego: engines=rebuild:mode=full:strategy=edit,rebuild:mode=full:strategy=rebuild
-- Comparing the rows that had moved, the engine read the old ones by an index
-- that the new table had taken over, and found none: "rows were lost".
CREATE TABLE t(a INTEGER PRIMARY KEY, b, UNIQUE (a));
INSERT INTO t VALUES (1, 2), (3, 4);
ALTER TABLE t DROP COLUMN b;
