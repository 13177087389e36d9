-- The shadow cut the numbers of substr() to 32 bits, as SQLite did until 3.45 at
-- least; since 3.49 at the latest they keep all 64.
CREATE TABLE t(a);
INSERT INTO t VALUES (substr('abcdef', 0, 9e999)), (substr('abcdef', 2, 4294967297)), (substr('abcdef', 3, -9223372036854775807)), (substr('abcdef', -4294967298));
ALTER TABLE t RENAME COLUMN a TO b;
