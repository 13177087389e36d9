-- With legacy_alter_table an index that does not compile is named, as ever;
-- only views and triggers are met by the step that reports a bare code. The
-- rebuild engine gave the bare code for both.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0(c0);
CREATE TEMP TABLE t0(c1);
CREATE TABLE t1(c0);
PRAGMA legacy_alter_table = 1;
ALTER TABLE t1 RENAME c0 TO c2;
