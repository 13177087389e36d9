-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*unknown type '*' in CHECK constraint*
-- alterego: versions=*
-- alterego: reason=a CHECK of a STRICT table cannot cast to a type that its columns cannot have
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT CHECK (CAST(5 AS NUMERIC) IN ('x'))) STRICT;
