-- alterego: mode=full
-- What is wrong with an ALTER is said before query_only refuses it, also where
-- it is SQLite's own form; and SQLite's own answer is asked for under
-- query_only, too.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT 0 FROM c;
PRAGMA query_only = 1;
ALTER TABLE t0 RENAME TO t1;
ALTER TABLE t0 RENAME c0 TO b, DISABLE TRIGGER r6;
ALTER TABLE t0 ALTER c0 SET NOT NULL;
