-- alterego: signature=schema/*/dml.constraint/schema-*/turso
-- alterego: with=connection.changed:indexes.missing:rows.changed:rows.missing:tables.missing:xinfo.missing
-- alterego: answer=refused (datatype)*
-- alterego: versions=*
-- alterego: reason=OR ROLLBACK rolls back for a value of another type in a STRICT table
-- alterego: verdict=documented-difference
-- SQLite aborts the statement alone.
CREATE TABLE t(a BLOB) STRICT;
SAVEPOINT s;
CREATE INDEX i ON t(0);
INSERT OR ROLLBACK INTO t VALUES (0);
