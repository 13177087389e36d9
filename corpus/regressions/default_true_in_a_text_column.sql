-- Until 3.40 rows that were there read the number 1 here, which no INSERT
-- stores and which integrity_check does not like.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b TEXT DEFAULT TRUE;
