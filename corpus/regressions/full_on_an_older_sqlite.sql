-- alterego: mode=full
-- alterego: engines=rebuild:mode=full@sqlite:3.36.0,rebuild:mode=full:strategy=rebuild@sqlite:3.36.0
-- Up to 3.36 GENERATED ALWAYS are words of the type. SET EXPRESSION gave a column
-- without a type the affinity of one, and the shadow wrote one blank before it.
CREATE TABLE t0(c0, c1, c2 REAL 	 generated always as (1));
INSERT INTO t0 (c0, c1) VALUES (x'', 0.0);
ALTER TABLE t0 ALTER COLUMN c0 SET EXPRESSION AS (c1) VIRTUAL;
ALTER TABLE t0 RENAME c1 TO d;
ALTER TABLE t0 ALTER d SET NOT NULL;
-- There are no STRICT tables yet.
ALTER TABLE t0 SET STRICT;
ALTER TABLE t0 DROP COLUMN nope, SET STRICT;
-- RENAME TO follows names that SQLite overlooked then. The shadow refused.
CREATE TABLE t1(a);
CREATE VIEW v1 AS SELECT t1.* FROM t1;
ALTER TABLE t1 RENAME TO t2;
CREATE TRIGGER r2 UPDATE ON t2 BEGIN UPDATE t2 SET a = 0 FROM t2; END;
ALTER TABLE t2 RENAME TO t3;
