-- Open: what rows that were there before read of these defaults is not as the
-- shadow predicts on 3.40.1.
CREATE TABLE t(a);
INSERT INTO t VALUES(1);
ALTER TABLE t ADD d REAL DEFAULT TRUE;
ALTER TABLE t ADD m TEXT DEFAULT (-(-5.0));
