-- The shadow made it a REAL. SQLite holds the number that replace() gives back
-- as text, too, and a column that is not stored then shows the text.
CREATE TABLE t0(c0);
CREATE TABLE t1(c1, c2 REAL AS (replace(0, '', '')), c3 REAL AS (replace(7, '', '')) STORED, c4 REAL AS (replace(1.5, '', '')));
INSERT INTO t1(c1) VALUES (1);
ALTER TABLE t0 RENAME TO t2;
ALTER TABLE t1 RENAME TO t3;
