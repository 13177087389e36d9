-- Open: the rebuild engine stores what an INSERT would, '1'. In SQLite until
-- 3.40 rows that were there read the number 1, which integrity_check does not
-- like; the shadow agrees with SQLite.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b TEXT DEFAULT TRUE;
