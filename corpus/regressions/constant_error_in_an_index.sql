-- Until 3.32 what is constant in an index is computed before any row is read:
-- CREATE INDEX on an empty table failed. The shadow expected it to be made.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0(abs(-9223372036854775808));
