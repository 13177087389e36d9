-- alterego: mode=full
-- Before a comment SQLite takes GENERATED for a word of the type. The shadow
-- wrote it twice.
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD e GENERATED /* NOT NULL */ALWAYS /*
 two
*/ AS (x'6162') STORED;
ALTER TABLE t0 ADD UNIQUE (c0);
CREATE TABLE t1(c0, c1 CONSTRAINT n0 AS (0), n0 generated/**/ GENERATED ALWAYS AS (0));
ALTER TABLE t1 DROP CONSTRAINT n0;
-- Nor does SET TYPE take it away.
CREATE TABLE t2(c0, c1 GENERATED -- it's
ALWAYS AS (0) VIRTUAL);
ALTER TABLE t2 ALTER COLUMN c1 TYPE TEXT;
