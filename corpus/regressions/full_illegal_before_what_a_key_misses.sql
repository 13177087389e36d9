-- alterego: mode=full
-- The shadow told what the foreign key of a new definition misses before it
-- looked whether there would be a table at all: one with two primary keys.
CREATE TABLE t0(c0, c1, c2, PRIMARY KEY (c2));
ALTER TABLE t0 ALTER COLUMN c1 TO c1 REFERENCES t0(c0) PRIMARY KEY;
ALTER TABLE t0 ALTER COLUMN c1 TO c1 REFERENCES t0(a) PRIMARY KEY, ALTER COLUMN a DROP EXPRESSION;
ALTER TABLE t0 ALTER COLUMN c1 TO c1 REFERENCES t0(c0) COLLATE nowhere;
ALTER TABLE t0 ALTER COLUMN c1 TO c1 REFERENCES t0(c0);
