-- What rows that were there before read of a default is made out of its text:
-- signs, casts and TRUE have rules of their own in every version.
CREATE TABLE t(a);
INSERT INTO t VALUES(1);
ALTER TABLE t ADD d REAL DEFAULT TRUE;
ALTER TABLE t ADD m TEXT DEFAULT (-(-5.0));
ALTER TABLE t ADD n DEFAULT (CAST(-x'3132' AS REAL));
