-- alterego: mode=full
-- The shadow wrote a type that ends in a comment on one line with what follows.
CREATE TABLE t0(c0, c3 TEXT --
GENERATED ALWAYS AS (c0), c4);
ALTER TABLE t0 ALTER COLUMN c3 DROP EXPRESSION;
