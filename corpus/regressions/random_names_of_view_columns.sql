-- The lanes differed: from the sixth column of one name on, SQLite takes a
-- number at random.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT * FROM t0 AS n0 JOIN (SELECT c0, c0 FROM t0) AS n1;
CREATE VIEW v1 AS SELECT * FROM v0;
CREATE VIEW v2 AS SELECT * FROM v0 AS n0, v1 AS n1;
ALTER TABLE t0 RENAME TO t1;
