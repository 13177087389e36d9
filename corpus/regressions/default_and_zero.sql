-- SQLite's parser puts 0 for `x AND 0`: a constant that ADD COLUMN takes for rows
-- that are there. The shadow and the rebuild engine refused it.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b DEFAULT (0 AND 0);
ALTER TABLE t ADD c INT DEFAULT (1 AND (0x0));
ALTER TABLE t ADD d DEFAULT (1 AND 1);
ALTER TABLE t ADD e DEFAULT (abs(1) AND 0);
ALTER TABLE t ADD f DEFAULT (1 AND -0);
ALTER TABLE t ADD g DEFAULT (NULL AND 0 AND 2);
