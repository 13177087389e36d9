-- The rebuild engine found the fault only behind the rename. SQLite reads the
-- index, by then without its double quotes, also where a TEMP table hides its
-- own.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0(" ");
CREATE TEMP TABLE t0(c1);
ALTER TABLE t0 RENAME TO t1;
ALTER TABLE t0 RENAME TO t1;
ALTER TABLE main.t1 RENAME c0 TO c2;
