-- alterego: signature=outcome/create_index/create.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: versions=*
-- alterego: reason=COLLATE in the WHERE of an index is refused
-- alterego: verdict=gap
-- Collate in WHERE clause is not supported.
CREATE TABLE t(a);
CREATE INDEX i ON t(a) WHERE (a NOT NULL) COLLATE RTRIM;
