-- A sign without digits is -0.0 to older releases and 0.0 to the newest, by 3.54
-- at the latest (sqlite3AtoF); the shadow expected -0.0 of all.
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD c1 AS (abs(c0));
INSERT INTO t0 VALUES ('--'), ('-'), ('-e5'), ('-.'), ('-0'), ('-.0'), ('-x');
ALTER TABLE t0 RENAME c0 TO c2;
