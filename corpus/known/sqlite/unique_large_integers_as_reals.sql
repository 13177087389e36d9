-- alterego: signature=probe/*/dml.constraint/expected:refused:unique/actual:accepted/sqlite
-- alterego: answer=accepted; probe:*9223372036854775808.0*
-- alterego: versions=3.26.0..3.26.0
-- alterego: reason=a UNIQUE REAL column takes the same number twice, as the index holds the first as an integer beyond 2^53
-- alterego: verdict=engine-bug
-- What follows from index_of_large_integers_as_reals: the index has the integer
-- 9223372036854775807, and the table 9223372036854775808.0.
CREATE TABLE t0(c0, c1, c2, c3 REAL, c4, c5, PRIMARY KEY (c3));
ALTER TABLE t0 RENAME TO t1;
ALTER TABLE t1 RENAME TO t2;
ALTER TABLE t2 RENAME TO t3;
INSERT INTO t3 VALUES ('', 0, 0, 9223372036854775807, 0, 0);
ALTER TABLE t3 RENAME TO t2;
