-- alterego: mode=full
-- alterego: engines=rebuild:mode=full@sqlite:3.31.1,rebuild:mode=full:strategy=rebuild@sqlite:3.31.1
-- Rows read 1 where the column says TEXT DEFAULT TRUE, and keep it when they move
-- for the sake of another column. The copy had the type, which made '1' of it.
CREATE TABLE t1(a INTEGER);
INSERT INTO t1 VALUES (1), (2);
ALTER TABLE t1 ADD h TEXT COLLATE NOCASE DEFAULT TRUE FIRST;
ALTER TABLE t1 ADD i NUMERIC;
ALTER TABLE t1 ALTER COLUMN a TYPE TEXT;
