-- alterego: signature=outcome/create_table/create.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*cannot determine type of expression in CHECK constraint*
-- alterego: versions=*
-- alterego: reason=a CHECK that compares what % and CASE yield is refused
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT CHECK ((9 % 'ABC') > CASE WHEN a THEN a END)) STRICT;
