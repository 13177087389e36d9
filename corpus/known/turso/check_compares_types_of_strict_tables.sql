-- alterego: signature=*/*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*type mismatch in CHECK constraint: *
-- alterego: versions=*
-- alterego: reason=a CHECK that compares a BLOB column with a number is refused in STRICT tables
-- alterego: verdict=documented-difference
-- type mismatch in CHECK constraint: cannot compare BLOB with INTEGER.
CREATE TABLE t(a BLOB CHECK (a > 0)) STRICT;
