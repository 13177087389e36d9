-- Until 3.41 a REAL column that replace() computes from a number reads as text,
-- and is a number in its index. The shadow compared the text, and expected no
-- duplicate.
CREATE TABLE t(a, b REAL AS (replace(0, '', '')), UNIQUE (b));
INSERT INTO t DEFAULT VALUES;
INSERT INTO t DEFAULT VALUES;
ALTER TABLE t RENAME TO u;
