-- Where double-quoted strings are off, the shadow looked for the columns of a new
-- index of main in a TEMP table of that name.
CREATE TABLE t0(c0);
CREATE TEMP TABLE t0(c1);
.dbconfig dqs_ddl off
CREATE INDEX main.i0 ON t0(c0);
CREATE INDEX main.i1 ON t0("nothing");
ALTER TABLE main.t0 RENAME c0 TO c2;
