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
-- The blanks in front of it belong to the type then. The shadow wrote one.
CREATE TABLE t3(c0, c1);
ALTER TABLE t3 ALTER COLUMN c0 TO c0 	 BLOB 	 generated /* , */ always 	 as (lower(c1)) virtual;
ALTER TABLE t3 ADD f
INT	generated -- c
always /* c */ as (0) virtual not null first;
-- SET EXPRESSION leaves these words alone.
CREATE TABLE t4(c0, c1 /* x */ GENERATED -- it's
ALWAYS AS (c0) COLLATE RTRIM);
ALTER TABLE t4 ALTER COLUMN c1 SET EXPRESSION AS (0);
-- Where a name stood between the two, SQLite leaves one blank. The engine left
-- a line break.
CREATE TABLE t5(c1, c2 	 TEXT
constraint --
n1
generated/**/always as (c1) virtual);
ALTER TABLE t5 DROP CONSTRAINT n1;
