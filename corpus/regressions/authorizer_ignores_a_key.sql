-- SQLite's fault, in all releases: an ADD COLUMN of a key that the authorizer
-- ignores leaves the table as it is, and an index for the key in sqlite_schema.
-- The database cannot be read again ("orphan index"), and the case ends.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
.authorizer ignore_alter_table on
ALTER TABLE t ADD b UNIQUE;
