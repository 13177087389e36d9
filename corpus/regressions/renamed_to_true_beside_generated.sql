-- 3.31 to 3.35 write a new name into generated columns of other tables as well.
-- They expected "no such column: true", but TRUE is a constant.
CREATE TABLE t0(c0, c1 AS (c0));
CREATE TABLE t2(c2);
ALTER TABLE t2 RENAME c2 TO true;
