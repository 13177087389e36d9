-- Beside a trigger or RETURNING all rows of an INSERT are made before the first
-- is written, else each as it is wanted: the shadow never made VALUES first, and
-- always those of a SELECT. A call of constants that fails may do so before
-- there is a row at all.
CREATE TABLE t0(c0 PRIMARY KEY, c1, c2);
CREATE TABLE s(x);
INSERT INTO s VALUES (6), (-9223372036854775808);
INSERT INTO t0(c0, c1, c2) VALUES (6, 0, 0);
INSERT INTO t0(c0, c1, c2) VALUES (6, 0, 0), (0, abs(-9223372036854775808), 0);
INSERT INTO t0(c0) SELECT abs(x) FROM s;
INSERT OR REPLACE INTO t0(c0) SELECT abs(x) FROM s;
INSERT OR FAIL INTO t0(c0) VALUES (7), (abs((SELECT min(x) FROM s)));
INSERT INTO t0(c0) SELECT abs(x) FROM s RETURNING 1;
CREATE TRIGGER r0 AFTER INSERT ON t0 BEGIN DELETE FROM t0; END;
INSERT INTO t0(c0, c1, c2) VALUES (6, 0, 0), (0, abs(-9223372036854775808), 0);
INSERT INTO t0(c0) SELECT abs(x) FROM s;
DROP TRIGGER r0;
DELETE FROM t0;
UPDATE t0 SET c0 = abs(-9223372036854775808);
DELETE FROM t0 WHERE c0 = abs(-9223372036854775808);
INSERT INTO t0(c0) VALUES (6);
INSERT INTO t0(c0, c1) VALUES (6, abs(-9223372036854775808));
ALTER TABLE t0 RENAME TO t1;
