-- alterego: signature=outcome/create_table/create.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: versions=*
-- alterego: reason=a CHECK in a STRICT table that compares text with a number is refused
-- alterego: verdict=documented-difference
-- Turso types expressions there; SQLite compares storage classes.
CREATE TABLE t0(c0 ANY, CHECK (lower(0) BETWEEN 0 AND 0)) STRICT;
