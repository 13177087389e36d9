-- The rebuild engine stored what an INSERT would, the text 1. In SQLite until
-- 3.40 rows that were there read the number 1.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b TEXT DEFAULT TRUE;
