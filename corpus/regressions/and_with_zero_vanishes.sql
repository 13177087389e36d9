-- SQLite reads x AND 0 as 0 and forgets x, so that names in it may be missing;
-- but ALTER TABLE reads it as it is written, since 3.31. The shadow had the
-- CREATE TABLE refused, and let 3.26 rename what it had forgotten.
CREATE TABLE t(a, b, CHECK (a > 5 OR (a AND 0) = 0));
CREATE VIEW v AS SELECT a AND 0, 0 AND (a AND b) FROM t WHERE a AND 00;
CREATE VIEW w AS SELECT 0 FROM t AS n JOIN t AS m ON n.a JOIN t AS o ON o.a WHERE 0;
CREATE VIEW x AS SELECT 0 FROM t AS n JOIN t AS m ON 0 WHERE n.a;
CREATE VIEW y AS SELECT 0 FROM t AS n JOIN t AS m ON n.a WHERE +0;
CREATE INDEX i ON t(b) WHERE a AND 0;
CREATE TRIGGER r UPDATE ON t WHEN new.a AND 0 BEGIN DELETE FROM t WHERE a AND (0); END;
INSERT INTO t VALUES (1, 2);
ALTER TABLE t RENAME a TO z;
CREATE TABLE u(a, CHECK (nosuch AND 0));
INSERT INTO u VALUES (0 AND nosuch);
UPDATE u SET a = a WHERE nosuch AND 0;
DELETE FROM u WHERE 0 AND abs(-9223372036854775808);
ALTER TABLE u ADD b CHECK (nosuch AND 0 IS NOT 1);
