-- Where the authorizer ignores ALTER TABLE, SQLite writes the index of a new
-- column's key all the same, and refuses to under query_only. The shadow
-- expected an ALTER that does nothing, which is what the rebuild engine does.
CREATE TABLE t0(c0);
.authorizer ignore_alter_table on
PRAGMA query_only = ON;
ALTER TABLE t0 ADD c1;
ALTER TABLE t0 RENAME TO x;
ALTER TABLE t0 ADD c1 UNIQUE;
