-- alterego: mode=full
-- The shadow took replace(x, , NULL) for NULL: SQLite looks at the pattern
-- first, and at the replacement only where there is one.
CREATE TABLE t0(c0);
INSERT INTO t0 (c0) VALUES (0);
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT USING replace(0, '', null);
