-- Before 3.28 a COLLATE in front of BETWEEN took the affinity off what stands
-- below it. The shadow kept it, and the row.
CREATE TABLE t(a TEXT, b);
INSERT INTO t VALUES ('', 0), ('', 1);
DELETE FROM t WHERE b COLLATE BINARY BETWEEN a AND x'';
ALTER TABLE t RENAME b TO c;
