-- alterego: mode=full
-- A type that ends in a comment took GENERATED with it when it was changed.
CREATE TABLE t0(c0 generated /* c */ GENERATED ALWAYS AS (0), c1);
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT;
