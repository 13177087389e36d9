-- alterego: mode=full
-- A comment between a type and GENERATED is part of the type for SQLite. A
-- column without one got its type in front of the comment.
CREATE TABLE t0(c0 /* x */ GENERATED ALWAYS AS (1), c1);
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT;
