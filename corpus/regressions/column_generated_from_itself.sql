-- A column that is generated from itself can be added, and nothing of the table
-- can be read or written any more: SQLite's fault, behind which nothing is asked.
CREATE TABLE t(a);
INSERT INTO t VALUES (0);
ALTER TABLE t ADD "generated" AS (generated + a);
