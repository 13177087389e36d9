-- alterego: mode=full
-- From 3.54 on rows that store nothing read DEFAULT -0.0 with its sign, which no
-- SQL shows: rows that moved had lost it.
CREATE TABLE t0(c0);
INSERT INTO t0 VALUES ('');
ALTER TABLE t0 ADD c1 DEFAULT -0.0;
ALTER TABLE t0 ALTER c1 DROP DEFAULT;
ALTER TABLE t0 ALTER c0 TYPE TEXT;
