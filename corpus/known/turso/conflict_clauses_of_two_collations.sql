-- alterego: signature=outcome/create_table/create.accept*/expected:accepted/actual:refused:bad_definition/turso
-- alterego: answer=*conflicting ON CONFLICT clauses specified*
-- alterego: versions=*
-- alterego: reason=UNIQUE (a) and UNIQUE (a COLLATE ..) of two conflict clauses are taken for one key
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, UNIQUE (b, a) ON CONFLICT REPLACE, UNIQUE (b COLLATE RTRIM, a) ON CONFLICT FAIL);
