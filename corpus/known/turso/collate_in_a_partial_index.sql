-- alterego: signature=*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*Collate in WHERE clause is not supported*
-- alterego: versions=*
-- alterego: reason=COLLATE in a WHERE is refused
-- alterego: verdict=gap
-- Collate in WHERE clause is not supported.
CREATE TABLE t(a);
CREATE INDEX i ON t(a) WHERE (a NOT NULL) COLLATE RTRIM;
