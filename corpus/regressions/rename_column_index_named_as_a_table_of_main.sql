-- A TEMP index and a table of main may share a name: whose text SQLite could not
-- read again was guessed by the name alone, so that the message spoke of the
-- table.
CREATE TABLE t0(c0);
CREATE TABLE t1(c1);
CREATE TEMP TABLE t0(c1);
CREATE INDEX t1 ON t0("replace");
ALTER TABLE main.t0 RENAME c0 TO c1;
