-- alterego: signature=outcome/create_table/create.conflict_clauses/expected:refused:bad_definition/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=two conflict clauses for one key are not noticed if a third names another collation
-- alterego: verdict=engine-bug
CREATE TABLE t(a UNIQUE, UNIQUE (a COLLATE BINARY) ON CONFLICT ROLLBACK, UNIQUE (a) ON CONFLICT REPLACE, UNIQUE (a COLLATE NOCASE));
